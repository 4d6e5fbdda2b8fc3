package io.wetoken.settlement.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for every bundle, tried on thousands made from seeds; the seed is in every message. */
class PlanPropertiesTest {
    private static final int BUNDLES = 2_000;

    @TempDir
    private Path out;

    @Test
    void nothingIsLostAndNothingIsMade() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles bundles = Bundles.random(seed);
            Plan plan = bundles.plan();
            BigInteger deferred = BigInteger.ZERO;
            for (String row : bundles.rows.get(BundleFiles.DEFERRED)) {
                deferred = deferred.add(new BigInteger(row.split(",", -1)[1]));
            }
            BigInteger before = bundles.params
                    .fund()
                    .add(bundles.params.carry())
                    .add(bundles.params.adBuyback())
                    .add(deferred);
            BigInteger after = plan.fundAfter()
                    .add(plan.carryAfter())
                    .add(plan.adBuybackAfter())
                    .add(plan.deferredTotal())
                    .add(plan.paid());
            assertThat(after).as("seed %d", seed).isEqualTo(before);
            assertThat(plan.fundAfter().signum()).as("seed %d", seed).isNotNegative();
            assertThat(plan.carryAfter().signum()).as("seed %d", seed).isNotNegative();
            assertThat(plan.given()).as("seed %d", seed).isLessThanOrEqualTo(plan.pool());
            BigInteger lines = BigInteger.ZERO;
            for (int line = 0; line < plan.lines().count(); line++) {
                BigInteger parts = BigInteger.ZERO;
                for (Column column : Column.values()) {
                    parts = parts.add(plan.lines().amount(line, column));
                }
                BigInteger total = plan.lines().amount(line, Column.TOTAL);
                assertThat(parts).as("seed %d, line %d", seed, line).isEqualTo(total.add(total));
                lines = lines.add(total);
            }
            assertThat(lines).as("seed %d", seed).isEqualTo(plan.paid().add(plan.deferredTotal()));
        }
    }

    @Test
    void rowOrderNeverMatters() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles bundles = Bundles.random(seed);
            Plan plain = bundles.plan();
            Plan shuffled = bundles.shuffled(seed).plan();
            assertThat(said(shuffled)).as("seed %d", seed).isEqualTo(said(plain));
            // Files are slow to write; they say what the plan says.
            if (seed % 20 == 0) {
                List<String> files = written(plain);
                assertThat(written(shuffled)).as("seed %d", seed).isEqualTo(files);
            }
        }
    }

    @Test
    void morePointsNeverPayLess() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles before = Bundles.random(seed);
            Random random = new Random(seed);
            List<String> activity = before.rows.get(BundleFiles.ACTIVITY);
            int chosen = random.nextInt(activity.size());
            String[] row = activity.get(chosen).split(",", -1);
            long more = Math.min(1_000_000_000_000_000L - Long.parseLong(row[1]), 1 + random.nextInt(1_000_000));
            Bundles after = before.copy();
            after.rows.get(BundleFiles.ACTIVITY).set(chosen, row[0] + "," + (Long.parseLong(row[1]) + more));
            assertThat(amounts(after.plan(), Column.ACTIVITY).getOrDefault(row[0], BigInteger.ZERO))
                    .as("seed %d, %s, %d more", seed, row[0], more)
                    .isGreaterThanOrEqualTo(
                            amounts(before.plan(), Column.ACTIVITY).getOrDefault(row[0], BigInteger.ZERO));
        }
    }

    /** Points earned in a space come with affinity there; then the whole income from activity cannot fall, but for a unit of rounding a space. */
    @Test
    void morePointsInSpacesNeverPayLessInAll() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles before = Bundles.random(seed);
            List<String> affinity = before.rows.get(BundleFiles.AFFINITY);
            if (affinity.isEmpty()) {
                continue;
            }
            Random random = new Random(seed);
            int chosen = random.nextInt(affinity.size());
            String[] row = affinity.get(chosen).split(",", -1);
            long more = 1L + random.nextInt(1_000);
            Bundles after = before.copy();
            after.rows
                    .get(BundleFiles.AFFINITY)
                    .set(chosen, row[0] + "," + row[1] + "," + (Long.parseLong(row[2]) + more));
            if (!raise(after, row[0], more)) {
                continue;
            }
            int spaces = before.rows.get(BundleFiles.SPACES).size();
            assertThat(poa(after.plan(), row[0]).add(BigInteger.valueOf(2L * spaces * 24 + 2)))
                    .as("seed %d, %s, %d more", seed, row[0], more)
                    .isGreaterThanOrEqualTo(poa(before.plan(), row[0]));
        }
    }

    @Test
    void splittingOrMergingGainsAtMostRounding() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles whole = Bundles.random(seed);
            Random random = new Random(seed);
            int parts = 2 + random.nextInt(4);
            List<String> activity = whole.rows.get(BundleFiles.ACTIVITY);
            String[] chosen = activity.get(random.nextInt(activity.size())).split(",", -1);
            String name = chosen[0];
            Bundles split = split(whole, name, parts, random);
            BigInteger one = own(whole.plan(), name);
            BigInteger many = BigInteger.ZERO;
            Plan plan = split.plan();
            for (int part = 0; part < parts; part++) {
                many = many.add(own(plan, name + "-" + part));
            }
            long spaces = whole.rows.get(BundleFiles.SPACES).size();
            assertThat(many.subtract(one).abs())
                    .as("seed %d, %s into %d, %s against %s", seed, name, parts, many, one)
                    .isLessThanOrEqualTo(BigInteger.valueOf(parts * (1 + spaces)));
        }
    }

    /**
     * Time that goes to one's own content is in no affinity and in no point. Without affinity the shared part of it is lost; without points what they
     * earn is lost as well.
     */
    @Test
    void watchingOneselfLoses() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles others = Bundles.random(seed);
            List<String> affinity = others.rows.get(BundleFiles.AFFINITY);
            if (affinity.isEmpty()) {
                continue;
            }
            Bundles oneself = others.copy();
            String[] row = oneself.rows
                    .get(BundleFiles.AFFINITY)
                    .remove(new Random(seed).nextInt(affinity.size()))
                    .split(",", -1);
            Plan before = others.plan();
            assertThat(poa(oneself.plan(), row[0]))
                    .as("seed %d, %s in %s, points kept", seed, row[0], row[1])
                    .isLessThanOrEqualTo(poa(before, row[0]));
            raise(oneself, row[0], -Long.parseLong(row[2]));
            assertThat(amounts(oneself.plan(), Column.ACTIVITY).getOrDefault(row[0], BigInteger.ZERO))
                    .as("seed %d, %s in %s", seed, row[0], row[1])
                    .isLessThanOrEqualTo(amounts(before, Column.ACTIVITY).getOrDefault(row[0], BigInteger.ZERO));
        }
    }

    @Test
    void affinityInAnOwnSpaceIsRefused() {
        int tried = 0;
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles bundles = Bundles.random(seed);
            for (String space : bundles.rows.get(BundleFiles.SPACES)) {
                String[] fields = space.split(",", -1);
                if (!fields[1].startsWith("outsider")) {
                    Bundles own = bundles.copy().row(BundleFiles.AFFINITY, fields[1] + "," + fields[0] + ",0");
                    assertThatThrownBy(own::plan).as("seed %d", seed).hasMessageContaining("in its own space");
                    tried++;
                    break;
                }
            }
        }
        assertThat(tried).isGreaterThan(BUNDLES / 2);
    }

    /** Directly it is refused; by another account of one's own it moves money from one pocket to the other, to the last unit. */
    @Test
    void referringOneselfGainsNothing() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles alone = Bundles.random(seed);
            List<String> creators = alone.rows.get(BundleFiles.CONTRIBUTION);
            String[] row =
                    creators.get(new Random(seed).nextInt(creators.size())).split(",", -1);
            alone.rows.get(BundleFiles.REFERRALS).removeIf(referral -> referral.startsWith(row[0] + ","));
            Bundles twice = alone.copy().row(BundleFiles.REFERRALS, row[0] + ",puppet," + row[2]);
            Plan after = twice.plan();
            BigInteger kept = amounts(after, Column.CONTRIBUTION).getOrDefault(row[0], BigInteger.ZERO);
            BigInteger before = amounts(alone.plan(), Column.CONTRIBUTION).getOrDefault(row[0], BigInteger.ZERO);
            assertThat(kept).as("seed %d, %s", seed, row[0]).isLessThanOrEqualTo(before);
            assertThat(kept.add(amounts(after, Column.DISSEMINATOR).getOrDefault("puppet", BigInteger.ZERO)))
                    .as("seed %d, %s", seed, row[0])
                    .isEqualTo(before);
            Bundles itself = alone.copy().row(BundleFiles.REFERRALS, row[0] + "," + row[0] + ",0");
            assertThatThrownBy(itself::plan).as("seed %d", seed).hasMessageContaining("refers itself");
        }
    }

    @Test
    void elasticityMovesAtMostAStepADay() throws IOException, RefusedBundle {
        for (long seed = 0; seed < BUNDLES; seed++) {
            Bundles bundles = Bundles.random(seed);
            double previous = bundles.params.previousElasticityPpm();
            double step = previous * bundles.params.elasticityStepPpm() / 1e6;
            assertThat((double) bundles.plan().elasticityPpm())
                    .as("seed %d, from %s by at most %s", seed, previous, step)
                    .isBetween(previous - step - 1, previous + step + 1);
        }
    }

    /** Divides an account that owns no space into parts with the same points and affinity in all. */
    private static Bundles split(Bundles whole, String name, int parts, Random random) {
        Bundles split = whole.copy();
        List<String> activity = new ArrayList<>();
        long[] points = new long[parts];
        for (String row : whole.rows.get(BundleFiles.ACTIVITY)) {
            if (!row.startsWith(name + ",")) {
                activity.add(row);
            }
        }
        List<String> affinity = new ArrayList<>();
        long shared = 0;
        for (String row : whole.rows.get(BundleFiles.AFFINITY)) {
            if (!row.startsWith(name + ",")) {
                affinity.add(row);
                continue;
            }
            String[] fields = row.split(",", -1);
            long left = Long.parseLong(fields[2]);
            shared += left;
            for (int part = 0; part < parts; part++) {
                long given = part == parts - 1 ? left : left == 0 ? 0 : Math.floorMod(random.nextLong(), left + 1);
                left -= given;
                points[part] += given;
                affinity.add(name + "-" + part + "," + fields[1] + "," + given);
            }
        }
        long rest = Long.parseLong(whole.rows.get(BundleFiles.ACTIVITY).stream()
                        .filter(row -> row.startsWith(name + ","))
                        .findFirst()
                        .orElseThrow()
                        .split(",", -1)[1])
                - shared;
        points[0] += rest;
        for (int part = 0; part < parts; part++) {
            activity.add(name + "-" + part + "," + points[part]);
        }
        split.rows.put(BundleFiles.ACTIVITY, activity);
        split.rows.put(BundleFiles.AFFINITY, affinity);
        return split;
    }

    private static boolean raise(Bundles bundles, String account, long more) {
        List<String> activity = bundles.rows.get(BundleFiles.ACTIVITY);
        for (int i = 0; i < activity.size(); i++) {
            String[] row = activity.get(i).split(",", -1);
            if (row[0].equals(account)) {
                long points = Long.parseLong(row[1]) + more;
                activity.set(i, account + "," + points);
                return points <= 1_000_000_000_000_000L;
            }
        }
        return false;
    }

    /** What an account earns by its own activity. */
    private static BigInteger own(Plan plan, String account) {
        return amounts(plan, Column.ACTIVITY)
                .getOrDefault(account, BigInteger.ZERO)
                .add(amounts(plan, Column.CONTRIBUTOR).getOrDefault(account, BigInteger.ZERO));
    }

    private static BigInteger poa(Plan plan, String account) {
        return own(plan, account).add(amounts(plan, Column.OWNER).getOrDefault(account, BigInteger.ZERO));
    }

    private static Map<String, BigInteger> amounts(Plan plan, Column column) {
        Map<String, BigInteger> amounts = new HashMap<>();
        for (int line = 0; line < plan.lines().count(); line++) {
            amounts.put(plan.lines().account(line), plan.lines().amount(line, column));
        }
        return amounts;
    }

    private static List<String> said(Plan plan) throws IOException {
        List<String> said = new ArrayList<>(List.of(PlanWriter.fund(plan)));
        for (int line = 0; line < plan.lines().count(); line++) {
            StringBuilder text = new StringBuilder(plan.lines().account(line))
                    .append(plan.lines().pays(line));
            for (Column column : Column.values()) {
                text.append(' ').append(plan.lines().amount(line, column));
            }
            said.add(text.toString());
        }
        return said;
    }

    private List<String> written(Plan plan) throws IOException {
        PlanWriter.write(plan, out);
        List<String> texts = new ArrayList<>();
        for (String file : BundleFiles.PLAN) {
            texts.add(Files.readString(out.resolve(file)));
        }
        return texts;
    }
}

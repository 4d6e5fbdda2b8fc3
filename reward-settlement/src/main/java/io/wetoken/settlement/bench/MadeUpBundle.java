package io.wetoken.settlement.bench;

import io.wetoken.settlement.bundle.BundleFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A bundle that the rule takes, of any size: accounts are addresses, as in published bundles; the first of them create, each has a space and one who
 * disseminates for it; affinity goes to few spaces far more often than to most. The same arguments make the same bytes.
 */
final class MadeUpBundle {
    private static final String PARAMS = """
            {
              "version": 1,
              "epoch": "2026-02-10",
              "fund": "4000000000000000000000000000",
              "carry": "0",
              "adBuyback": "0",
              "previousElasticityPpm": 1000000,
              "indexWeightsPpm": {
                "validDailyActiveUsers": 200000,
                "effectiveReleases": 150000,
                "effectivePlays": 150000,
                "validLikes": 100000,
                "validComments": 100000,
                "averagePlays": 100000,
                "averageOnlineMinutes": 100000,
                "peakConcurrentUsers": 100000
              },
              "betaPpm": 1000000,
              "elasticityMinPpm": 900000,
              "elasticityMaxPpm": 1100000,
              "elasticityStepPpm": 33333,
              "rhoPpm": 474,
              "rhoMaxPpm": 500,
              "pricePerPoint": "25000000000000000",
              "activitySharePpm": 500000,
              "sharedPpm": 500000,
              "duelStakePpm": 100000,
              "duelMaxBaseRatio": 1000,
              "disseminatorMaxPpm": 1000000,
              "minPayout": "10000000000000"
            }
            """;

    private static final String INDICATORS = """
            indicator,today,baseline
            effectivePlays,900000,800000
            validDailyActiveUsers,1000000,900000
            validComments,80000,80000
            averageOnlineMinutes,31000000,30000000
            peakConcurrentUsers,90000,80000
            averagePlays,7000000,7100000
            effectiveReleases,35000,30000
            validLikes,300000,310000
            """;

    private static final int MOST_POINTS = 50;

    private final int accounts;
    private final int creators;
    private final int affinity;
    private final SplittableRandom random;

    /** @param creators at most a half of the accounts, so that pairs of both are not used up */
    MadeUpBundle(int accounts, int creators, int affinity, long seed) {
        this.accounts = accounts;
        this.creators = creators;
        this.affinity = affinity;
        this.random = new SplittableRandom(seed);
    }

    /** Writes one row after the other. */
    private interface Rows {
        void to(BufferedWriter out) throws IOException;
    }

    /** How many rows of all files there are, headers left out. */
    long write(Path directory) throws IOException {
        Files.writeString(directory.resolve(BundleFiles.PARAMS), PARAMS);
        Files.writeString(directory.resolve(BundleFiles.INDICATORS), INDICATORS);
        file(directory, BundleFiles.ACTIVITY, "account,points", out -> {
            for (int i = 0; i < accounts; i++) {
                // More than an account's affinity can come to.
                out.write(address(i) + "," + (2_000 + random.nextInt(8_000)) + "\n");
            }
        });
        file(directory, BundleFiles.SPACES, "space,owner,ownerSharePpm", out -> {
            for (int i = 0; i < creators; i++) {
                out.write(address(i) + "," + address(i) + "," + random.nextInt(1_000_001) + "\n");
            }
        });
        file(directory, BundleFiles.AFFINITY, "account,space,points", this::affinity);
        file(directory, BundleFiles.CONTRIBUTION, "creator,base,promotion,disseminatorSharePpm", out -> {
            for (int i = 0; i < creators; i++) {
                out.write(address(i) + "," + (1 + random.nextInt(9_999)) + "," + MOST_POINTS + ",100000\n");
            }
        });
        file(directory, BundleFiles.REFERRALS, "creator,disseminator,points", out -> {
            for (int i = 0; i < creators; i++) {
                out.write(address(i) + "," + address(creators + random.nextInt(accounts - creators)) + "," + MOST_POINTS
                        + "\n");
            }
        });
        file(directory, BundleFiles.DEFERRED, BundleFiles.DEFERRED_HEADER, out -> {});
        return accounts + 3L * creators + affinity;
    }

    private void affinity(BufferedWriter out) throws IOException {
        Set<Long> pairs = new HashSet<>(affinity * 2);
        while (pairs.size() < affinity) {
            int account = random.nextInt(accounts);
            double place = random.nextDouble();
            int space = (int) (creators * place * place * place);
            if (account != space && pairs.add((long) account * creators + space)) {
                out.write(address(account) + "," + address(space) + "," + (1 + random.nextInt(MOST_POINTS)) + "\n");
            }
        }
    }

    private static void file(Path directory, String name, String header, Rows rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(name))) {
            out.write(header + "\n");
            rows.to(out);
        }
    }

    /** Distinct, and as long and as unlike as real ones. */
    static String address(int account) {
        long high = (account + 1L) * 0x9E3779B97F4A7C15L;
        HexFormat hex = HexFormat.of();
        return "0x" + hex.toHexDigits(high) + hex.toHexDigits(high ^ 0x5851F42D4C957F2DL) + hex.toHexDigits(account);
    }
}

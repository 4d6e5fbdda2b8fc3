package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.DayPoints;
import io.wetoken.behaviour.points.Earned;
import io.wetoken.behaviour.points.Persons;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Indicators;
import io.wetoken.behaviour.signal.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresIT {
    private static final Epoch TODAY = Epoch.parse("2026-11-21");
    private static final int SEED = 20261122;

    @TempDir
    private Path home;

    private final List<JudgedEvent> events = new ArrayList<>();
    private final SortedMap<String, Long> points = new TreeMap<>();
    private final SortedMap<String, String> clusters = new TreeMap<>();
    private SortedMap<AccountId, Earned> earned = new TreeMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<String, ShareLink> links = new HashMap<>();
    private String messages = "";

    @BeforeEach
    void closeDaysAndComputeTheStatistics() throws IOException {
        System.out.println("seed " + SEED);
        KeyPair site = keys();
        KeyPair stranger = keys();
        Random random = new Random(SEED);
        TestArchive archive = new TestArchive(home.resolve("archive"));
        List<JudgedEvent> today = List.of();
        for (int ago : new int[] {200, 179, 100, 29, 28, 27, 3, 1, 0}) {
            Epoch epoch = TODAY.plusDays(-ago);
            today = community(random, epoch);
            if (ago < 2) {
                spread(today, random, site.getPrivate(), stranger.getPrivate());
            }
            if (ago == 0) {
                transfers(today);
            }
            archive.close(epoch, today, 2);
            if (ago < 180) {
                events.addAll(today);
            }
        }
        statistics(today);
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nepochs.dir=" + home.resolve("epochs") + "\nsecrets.dir="
                        + home + "\n");
        Files.writeString(home.resolve("links.pub"), LinkKeys.pem(site.getPublic()));
    }

    /** Every other gift, tip and purchase names a transaction that is on the chain, of the same parties; the others one that is not, or somebody else's. */
    private void transfers(List<JudgedEvent> today) throws IOException {
        StringBuilder rows = new StringBuilder("tx,kind,payer,owner,amount,until block 7\n");
        int number = 0;
        for (JudgedEvent judged : today) {
            BehaviourEvent event = judged.getEvent();
            boolean transfer =
                    List.of(EventKind.GIFT, EventKind.TIP, EventKind.PURCHASE).contains(event.getKind());
            if (!transfer || event.getOwner() == null) {
                continue;
            }
            number++;
            event.setTx(String.format("0x%064x", number));
            if (number % 2 == 0) {
                confirmed.add(event.getTx());
            }
            if (number % 3 != 0 || number % 2 == 0) {
                String payer = number % 2 == 0 ? event.getActor() : "somebody else";
                rows.append(event.getTx() + ",GIFT," + IdTable.encode(payer) + "," + IdTable.encode(event.getOwner())
                        + ",1\n");
            }
        }
        assertThat(confirmed).hasSizeGreaterThan(10);
        Files.createDirectories(home.resolve("epochs/" + TODAY));
        Files.writeString(home.resolve("epochs/" + TODAY + "/confirmed.csv"), rows);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance(ShareLink.ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Half of the events come over links: of the site, mostly; some are forged, or of another content or creator, or of oneself. */
    private void spread(List<JudgedEvent> day, Random random, PrivateKey site, PrivateKey stranger) {
        for (JudgedEvent judged : day) {
            BehaviourEvent event = judged.getEvent();
            if (random.nextBoolean() || event.getOwner() == null) {
                continue;
            }
            int what = random.nextInt(10);
            String owner = what == 1 ? "account-1" : event.getOwner();
            String content = what == 2 ? "another" : event.getContent();
            String by = switch (what) {
                case 3 -> event.getActor();
                case 4 -> event.getOwner();
                case 5 -> "nobody today";
                default -> awkward("account-" + random.nextInt(60));
            };
            ShareLink link =
                    new ShareLink(new ContentId(content), new AccountId(owner), new AccountId(by), event.getReceived());
            if (what == 0) {
                event.setLink(link.sign(stranger));
            } else {
                event.setLink(link.sign(site));
                links.put(event.getLink(), link);
            }
        }
    }

    private static List<JudgedEvent> community(Random random, Epoch epoch) {
        long shift = epoch.start() - TODAY.start();
        List<JudgedEvent> day = new ArrayList<>();
        for (JudgedEvent judged : RandomEvents.day(random, 600, 60, 1)) {
            BehaviourEvent event = judged.getEvent();
            int number = Integer.parseInt(event.getActor().substring("account-".length()));
            event.setDevice(number < 8 ? "farm" : "phone-" + number);
            event.setActor(awkward(event.getActor()));
            event.setOwner(event.getOwner() == null ? null : awkward(event.getOwner()));
            event.setReceived(event.getReceived() + shift);
            event.setAt(event.getAt() + shift);
            event.setSent(event.getSent() + shift);
            judged.setEpoch(epoch.toString());
            day.add(judged);
        }
        return day;
    }

    private static String awkward(String id) {
        return id.equals("account-20") ? "ann, \"the first\"\n+é*" : id;
    }

    private void statistics(List<JudgedEvent> today) throws IOException {
        SortedMap<AccountId, Deeds> deeds = new TreeMap<>();
        for (JudgedEvent judged : today) {
            if (judged.getVerdict() == Verdict.VALID) {
                deeds.merge(
                        new AccountId(judged.getEvent().getActor()),
                        Signals.DEEDS.add(Deeds.NONE, judged),
                        Signals.DEEDS::merge);
                if (judged.getEvent().getOwner() != null) {
                    deeds.putIfAbsent(new AccountId(judged.getEvent().getOwner()), Deeds.NONE);
                }
            }
        }
        Persons persons = DayPoints.persons(deeds, ActivityRules.reference());
        persons.clusters().forEach((account, person) -> clusters.put(account.value(), person.value()));
        assertThat(clusters).hasSize(8);
        earned = DayPoints.of(deeds, Confirmed.NONE, ActivityRules.reference());
        StringBuilder pointRows = new StringBuilder("account,person,points\n");
        StringBuilder affinityRows = new StringBuilder("account,owner,points\n");
        StringBuilder accountRows = new StringBuilder("account,person\n");
        StringBuilder addressRows = new StringBuilder("account,address\n");
        earned.forEach((account, of) -> {
            String id = IdTable.encode(account.value());
            String person = IdTable.encode(persons.of(account).value());
            points.put(account.value(), of.points());
            pointRows.append(id + "," + person + "," + of.points() + "\n");
            accountRows.append(id + "," + person + "\n");
            addressRows.append(id + "," + address(account.value()) + "\n");
            of.affinity()
                    .forEach((owner, part) ->
                            affinityRows.append(id + "," + IdTable.encode(owner.value()) + "," + part + "\n"));
        });
        StringBuilder indicators = new StringBuilder("indicator,today,baseline\n");
        Indicators.NAMES.forEach(name -> indicators.append(name + ",1,1\n"));
        Path statistics = home.resolve("epochs/" + TODAY + "/statistics");
        Files.createDirectories(statistics);
        Files.writeString(statistics.resolve("points.csv"), pointRows);
        Files.writeString(statistics.resolve("affinity.csv"), affinityRows);
        Files.writeString(statistics.resolve("accounts.csv"), accountRows);
        Files.writeString(statistics.resolve("indicators.csv"), indicators);
        Files.writeString(home.resolve("epochs/" + TODAY + "/addresses.csv"), addressRows);
        Files.writeString(
                home.resolve("epochs/" + TODAY + "/shares.csv"),
                "account,ownerSharePpm,disseminatorSharePpm\n" + IdTable.encode(awkward("account-20"))
                        + ",1000000,0\naccount-21,0,999999\nnobody+today,1,1\n");
    }

    private static String address(String account) {
        return String.format("0x%040x", account.hashCode() & 0xffffffffL);
    }

    @Test
    void agreesWithPlainLoopsOverAllEventsWhateverThePartitions() throws IOException {
        assertThat(run("--master", "local[1]")).as(messages).isZero();
        Path scores = home.resolve("epochs/" + TODAY + "/scores");
        BundleChecks.check(scores);

        PlainScores plain = new PlainScores(events, clusters, links, confirmed, TODAY);
        Map<String, Long> bases = plain.bases();
        Map<String, Long> promotion = plain.promotion(points);
        List<String> expected = new ArrayList<>();
        earned.keySet().forEach(account -> {
            long base = bases.getOrDefault(account.value(), 0L);
            long promoted = promotion.getOrDefault(account.value(), 0L);
            if (base > 0 || promoted > 0) {
                expected.add(address(account.value()) + "," + base + "," + promoted + ","
                        + disseminatorShare(account.value()));
            }
        });
        expected.sort(null);
        List<String> rows = Files.readAllLines(scores.resolve("contribution.csv"));
        assertThat(rows.subList(1, rows.size())).isEqualTo(expected).hasSizeGreaterThan(50);
        assertThat(expected).anyMatch(row -> Long.parseLong(row.split(",", -1)[1]) > 1_000_000);

        assertThat(Files.readAllLines(scores.resolve("spaces.csv")))
                .contains(space(awkward("account-20")) + ",1000000", space("account-21") + ",0")
                .contains(space("account-22") + ",500000");
        assertThat(new PlainScores(events, clusters, links, new HashSet<>(), TODAY).promotion(points))
                .as("what is given without the transfers")
                .isNotEqualTo(promotion);

        List<String> referrals = new ArrayList<>();
        plain.referrals(points).forEach((of, amount) -> {
            if (earned.containsKey(new AccountId(of.get(1)))) {
                referrals.add(address(of.get(0)) + "," + address(of.get(1)) + "," + amount);
            }
        });
        referrals.sort(null);
        rows = Files.readAllLines(scores.resolve("referrals.csv"));
        assertThat(rows.subList(1, rows.size())).isEqualTo(referrals).hasSizeGreaterThan(20);

        Path again = home.resolve("again");
        assertThat(run("--master", "local[4]", "--out", again.toString()))
                .as(messages)
                .isZero();
        for (String file : List.of(
                "activity.csv", "affinity.csv", "spaces.csv", "contribution.csv", "referrals.csv", "indicators.csv")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(scores.resolve(file));
        }
        assertThat(again)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    private static String disseminatorShare(String account) {
        return account.equals(awkward("account-20")) ? "0" : account.equals("account-21") ? "999999" : "100000";
    }

    private static String space(String owner) {
        return "space-" + address(owner).substring(2) + "," + address(owner);
    }

    @Test
    void aDayWithoutEventsHasHeadersOnly() throws IOException {
        Path alone = home.resolve("alone");
        new TestArchive(alone.resolve("archive")).close(TODAY, List.of(), 0);
        Path statistics = alone.resolve("statistics");
        Files.createDirectories(statistics);
        Files.writeString(statistics.resolve("points.csv"), "account,person,points\n");
        Files.writeString(statistics.resolve("affinity.csv"), "account,owner,points\n");
        Files.writeString(statistics.resolve("accounts.csv"), "account,person\n");
        Files.writeString(statistics.resolve("indicators.csv"), "indicator,today,baseline\n");
        Files.writeString(alone.resolve("addresses.csv"), "account,address\n");
        Files.writeString(alone.resolve("shares.csv"), "account,ownerSharePpm,disseminatorSharePpm\n");
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + alone.resolve("archive") + "\nepochs.dir=" + alone.resolve("epochs") + "\n");

        assertThat(run(
                        "--statistics",
                        statistics.toString(),
                        "--addresses",
                        alone.resolve("addresses.csv").toString(),
                        "--shares",
                        alone.resolve("shares.csv").toString()))
                .as(messages)
                .isZero();
        assertThat(alone.resolve("epochs/" + TODAY + "/scores/contribution.csv"))
                .hasContent("creator,base,promotion,disseminatorSharePpm\n");
    }

    @Test
    void namesAnAccountWithoutAnAddress() throws IOException {
        Path addresses = home.resolve("epochs/" + TODAY + "/addresses.csv");
        Files.writeString(addresses, Files.readString(addresses).replaceAll("account-33,[^\n]*\n", ""));
        assertThat(run()).isOne();
        assertThat(messages).contains("Account 'account-33' has no row in addresses.csv");
        assertThat(home.resolve("epochs/" + TODAY + "/scores")).doesNotExist();
    }

    @Test
    void namesAShareThatIsNone() throws IOException {
        Path shares = home.resolve("epochs/" + TODAY + "/shares.csv");
        Files.writeString(shares, "account,ownerSharePpm,disseminatorSharePpm\nann,1000001,0\n");
        assertThat(run()).isOne();
        assertThat(messages).contains("shares.csv:2: a share of 'ann' is 1000001, above 1000000");
        Files.delete(shares);
        assertThat(run()).isOne();
        assertThat(messages).contains("shares.csv is missing");
    }

    @Test
    void namesAKeyThatIsNone() throws IOException {
        Files.writeString(home.resolve("links.pub"), "no key");
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("links.pub: it is no public Ed25519 key");
    }

    @Test
    void refusesAnArchiveThatChanged() throws IOException {
        Path file = home.resolve("archive/judged/epoch=" + TODAY + "/part-1.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(run()).isOne();
        assertThat(messages)
                .contains(
                        "archive file judged/epoch=2026-11-21/part-1.parquet changed after closing: sha256 expected ");
    }

    @Test
    void asksForTheStatisticsFirst() throws IOException {
        Files.delete(home.resolve("epochs/" + TODAY + "/statistics/indicators.csv"));
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("indicators.csv is missing; compute the statistics first");
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--config", home.resolve("we.properties").toString(), "--date", TODAY.toString()));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.of(Scores.commandLine(), arguments.toArray(String[]::new));
        messages = run.messages();
        return run.status();
    }
}

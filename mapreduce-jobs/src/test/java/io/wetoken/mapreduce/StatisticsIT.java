package io.wetoken.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.IdTable;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.DayPoints;
import io.wetoken.behaviour.points.Earned;
import io.wetoken.behaviour.points.Persons;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Indicators;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsIT {
    private static final Epoch TODAY = Epoch.parse("2026-11-21");
    private static final int SEED = 20261121;
    private static final Set<EventKind> TRANSFERS = Set.of(EventKind.GIFT, EventKind.TIP, EventKind.PURCHASE);

    @TempDir
    private Path home;

    private final SortedMap<Epoch, List<JudgedEvent>> days = new TreeMap<>();
    private String messages = "";

    @BeforeEach
    void closeThreeEarlierDaysAndToday() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        TestArchive archive = new TestArchive(home.resolve("archive"));
        for (int ago : new int[] {29, 4, 2, 1, 0}) {
            Epoch epoch = TODAY.plusDays(-ago);
            days.put(epoch, community(random, epoch, 1500 + 100 * ago));
            archive.close(epoch, days.get(epoch), 3);
        }
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nepochs.dir=" + home.resolve("epochs") + "\n");
    }

    /** Random days live on 2026-11-21; most accounts have a device of their own, some share a farm's, and one has an awkward name. */
    private static List<JudgedEvent> community(Random random, Epoch epoch, int events) {
        long shift = epoch.start() - TODAY.start();
        List<JudgedEvent> day = new ArrayList<>();
        for (JudgedEvent judged : RandomEvents.day(random, events, 60, 1)) {
            BehaviourEvent event = judged.getEvent();
            int number = Integer.parseInt(event.getActor().substring("account-".length()));
            event.setDevice(number < 12 ? "farm-" + number % 2 : "phone-" + number / 2);
            event.setActor(awkward(event.getActor()));
            event.setOwner(event.getOwner() == null ? null : awkward(event.getOwner()));
            event.setAt(event.getAt() + shift);
            event.setSent(event.getSent() + shift);
            event.setReceived(event.getReceived() + shift);
            judged.setEpoch(epoch.toString());
            if (TRANSFERS.contains(event.getKind())) {
                event.setTx(String.format("0x%064x", day.size()));
            }
            if (judged.getVerdict() == Verdict.SUSPECT) {
                judged.setReasons(number % 2 == 0 ? List.of("RATE") : List.of("RATE", "WALL_TIME"));
            }
            day.add(judged);
        }
        return day;
    }

    private static String awkward(String id) {
        return id.equals("account-20") ? "ann, \"the first\"\n+é*" : id;
    }

    @Test
    void agreesWithTheFoldInOneMemory() throws IOException {
        assertThat(run()).as(messages).isZero();

        Path statistics = home.resolve("epochs/" + TODAY + "/statistics");
        SortedMap<AccountId, Deeds> deeds = deeds();
        Persons persons = DayPoints.persons(deeds, ActivityRules.reference());
        SortedMap<AccountId, Earned> earned = DayPoints.of(deeds, Confirmed.NONE, ActivityRules.reference());
        assertThat(persons.clusters()).hasSize(12);
        assertThat(rows(statistics, "accounts.csv"))
                .isEqualTo(lines(
                        "account,person",
                        earned.keySet().stream().map(account -> id(account) + "," + id(persons.of(account)))));
        assertThat(rows(statistics, "points.csv"))
                .isEqualTo(lines(
                        "account,person,points",
                        earned.entrySet().stream()
                                .filter(account -> account.getValue().points() > 0)
                                .map(account -> id(account.getKey()) + "," + id(persons.of(account.getKey())) + ","
                                        + account.getValue().points())))
                .hasSizeGreaterThan(40);
        assertThat(rows(statistics, "affinity.csv"))
                .isEqualTo(lines(
                        "account,owner,points",
                        earned.entrySet().stream()
                                .flatMap(account -> account.getValue().affinity().entrySet().stream()
                                        .map(owner -> id(account.getKey()) + "," + id(owner.getKey()) + ","
                                                + owner.getValue()))))
                .hasSizeGreaterThan(200);
        assertThat(rows(statistics, "indicators.csv")).isEqualTo(indicators());
        assertThat(rows(statistics, "raw-indicators.csv")).isEqualTo(rawIndicators());
        assertThat(rows(statistics, "exclusions.csv")).isEqualTo(exclusions()).hasSize(3);
        assertThat(rows(statistics, "days.csv")).hasSize(6);
        assertThat(statistics)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("."));
    }

    @Test
    void aConfirmedGiftEarnsAndAnUnconfirmedDoesNot() throws IOException {
        SortedMap<AccountId, Deeds> deeds = deeds();
        Set<String> confirmed = new TreeSet<>();
        StringBuilder file = new StringBuilder("tx,kind,payer,owner,amount,until block 7\n");
        deeds.forEach((account, done) -> done.transfers().keySet().forEach(transfer -> {
            int number = Integer.parseInt(transfer.tx().substring(2), 16);
            if (number % 2 == 0) {
                confirmed.add(transfer.tx());
            }
            // Of the others some are not on the chain, and some are a payment of somebody else.
            if (number % 3 != 0 || number % 2 == 0) {
                String payer = number % 2 == 0 ? account.value() : "somebody else";
                file.append(transfer.tx() + ",GIFT," + IdTable.encode(payer) + "," + id(transfer.owner()) + ",1\n");
            }
        }));
        Path transfers = Files.writeString(home.resolve("transfers.csv"), file);
        assertThat(run("--confirmed", transfers.toString())).as(messages).isZero();

        Path statistics = home.resolve("epochs/" + TODAY + "/statistics");
        SortedMap<AccountId, Earned> earned =
                DayPoints.of(deeds, (payer, transfer) -> confirmed.contains(transfer.tx()), ActivityRules.reference());
        assertThat(earned).isNotEqualTo(DayPoints.of(deeds, Confirmed.NONE, ActivityRules.reference()));
        assertThat(rows(statistics, "affinity.csv"))
                .isEqualTo(lines(
                        "account,owner,points",
                        earned.entrySet().stream()
                                .flatMap(account -> account.getValue().affinity().entrySet().stream()
                                        .map(owner -> id(account.getKey()) + "," + id(owner.getKey()) + ","
                                                + owner.getValue()))));

        assertThat(run("--confirmed", home.resolve("we.properties").toString())).isOne();
        assertThat(messages).contains("we.properties:1: header expected");
    }

    @Test
    void aSecondRunIsEqualAndReplacesNothing() throws IOException {
        assertThat(run()).as(messages).isZero();
        Path statistics = home.resolve("epochs/" + TODAY + "/statistics");
        var written = Files.getLastModifiedTime(statistics.resolve("points.csv"));

        assertThat(run()).as(messages).isZero();
        assertThat(messages).contains("was there already and is equal");
        assertThat(Files.getLastModifiedTime(statistics.resolve("points.csv"))).isEqualTo(written);

        Files.writeString(statistics.resolve("points.csv"), "account,person,points\n");
        assertThat(run()).isOne();
        assertThat(messages).contains("points.csv differs").contains("nothing was replaced");
    }

    @Test
    void aDayThatIsClosedLateMovesNothing() throws IOException {
        assertThat(run()).as(messages).isZero();
        new TestArchive(home.resolve("archive"))
                .close(TODAY.plusDays(-3), community(new Random(SEED), TODAY.plusDays(-3), 5000), 1);

        Path audit = home.resolve("audit");
        assertThat(run("--out", audit.toString())).as(messages).isZero();
        for (String file : List.of(
                "indicators.csv",
                "raw-indicators.csv",
                "exclusions.csv",
                "points.csv",
                "affinity.csv",
                "accounts.csv",
                "days.csv")) {
            assertThat(audit.resolve(file))
                    .hasSameBinaryContentAs(home.resolve("epochs/" + TODAY + "/statistics/" + file));
        }
    }

    @Test
    void refusesAnArchiveThatChanged() throws IOException {
        Path file = home.resolve("archive/judged/epoch=" + TODAY.plusDays(-2) + "/part-1.parquet");
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;

        Files.write(file, flipped);
        assertThat(run()).isOne();
        assertThat(messages)
                .contains("archive file judged/epoch=2026-11-19/part-1.parquet changed after closing: sha256 expected ")
                .contains(", found ");

        Files.write(file, Arrays.copyOf(whole, 100));
        assertThat(run()).isOne();
        assertThat(messages)
                .contains("part-1.parquet changed after closing: bytes expected " + whole.length + ", found 100");

        Files.delete(file);
        assertThat(run()).isOne();
        assertThat(messages)
                .contains("part-1.parquet changed after closing: expected ")
                .contains("found no file");
        assertThat(home.resolve("epochs/" + TODAY)).doesNotExist();
    }

    @Test
    void aDayWithoutEventsIsADayOfZeros() throws IOException {
        Path alone = home.resolve("alone");
        new TestArchive(alone).close(TODAY, List.of(), 0);
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + alone + "\nepochs.dir=" + home.resolve("epochs") + "\n");

        assertThat(run()).as(messages).isZero();
        Path statistics = home.resolve("epochs/" + TODAY + "/statistics");
        assertThat(rows(statistics, "points.csv")).containsExactly("account,person,points");
        assertThat(rows(statistics, "accounts.csv")).containsExactly("account,person");
        assertThat(rows(statistics, "indicators.csv")).hasSize(9).contains("validLikes,0,0");
    }

    @Test
    void refusesADayThatIsNotClosed() throws IOException {
        Files.delete(home.resolve("archive/manifests/" + TODAY + ".json"));
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("Epoch 2026-11-21 is not closed").contains("close it first");
    }

    private int run(String... more) {
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(
                List.of("--config", home.resolve("we.properties").toString(), "--date", TODAY.toString()));
        arguments.addAll(List.of(more));
        int status =
                Statistics.commandLine().setErr(new PrintWriter(err, true)).execute(arguments.toArray(String[]::new));
        messages = err.toString();
        System.out.println(messages);
        return status;
    }

    private SortedMap<AccountId, Deeds> deeds() {
        SortedMap<AccountId, Deeds> deeds = new TreeMap<>();
        for (JudgedEvent judged : days.get(TODAY)) {
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
        return deeds;
    }

    private static DayTotals totals(List<JudgedEvent> day) {
        Map<String, Presence> accounts = new TreeMap<>();
        day.forEach(judged -> accounts.merge(
                judged.getEvent().getActor(), Signals.PRESENCE.add(Presence.NONE, judged), Signals.PRESENCE::merge));
        DayTotals totals = new DayTotals();
        accounts.values().forEach(totals::plus);
        return totals;
    }

    /** Three earlier days lie within the window, so the median is the middle one; the fourth is 29 days old. */
    private List<String> indicators() {
        List<String> rows = new ArrayList<>(List.of("indicator,today,baseline"));
        Map<String, Long> today = Indicators.of(totals(days.get(TODAY)));
        for (String name : Indicators.NAMES) {
            List<Long> past = new ArrayList<>();
            for (int ago : new int[] {4, 2, 1}) {
                past.add(Indicators.of(totals(days.get(TODAY.plusDays(-ago)))).get(name));
            }
            past.sort(null);
            rows.add(name + "," + today.get(name) + "," + past.get(1));
        }
        return rows;
    }

    private List<String> rawIndicators() {
        List<JudgedEvent> asIfValid = days.get(TODAY).stream()
                .map(judged -> JudgedEvent.newBuilder(judged)
                        .setVerdict(Verdict.VALID)
                        .setReasons(List.of())
                        .build())
                .toList();
        Map<String, Long> raw = Indicators.of(totals(asIfValid));
        Map<String, Long> valid = Indicators.of(totals(days.get(TODAY)));
        assertThat(raw.get("validLikes")).isGreaterThan(valid.get("validLikes"));
        return Indicators.NAMES.stream()
                .map(name -> name + "," + raw.get(name) + "," + valid.get(name))
                .collect(Collectors.toCollection(() -> new ArrayList<>(List.of("indicator,raw,valid"))));
    }

    private List<String> exclusions() {
        Map<String, Long> events = new TreeMap<>();
        days.get(TODAY).stream()
                .filter(judged -> judged.getVerdict() == Verdict.SUSPECT)
                .forEach(judged -> judged.getReasons().forEach(reason -> events.merge(reason, 1L, Long::sum)));
        return lines("reason,events", events.entrySet().stream().map(row -> row.getKey() + "," + row.getValue()));
    }

    private static List<String> lines(String header, Stream<String> lines) {
        List<String> all = new ArrayList<>(List.of(header));
        lines.collect(Collectors.toCollection(TreeSet::new)).forEach(all::add);
        return all;
    }

    private static List<String> rows(Path directory, String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }

    private static String id(AccountId account) {
        return IdTable.encode(account.value());
    }
}

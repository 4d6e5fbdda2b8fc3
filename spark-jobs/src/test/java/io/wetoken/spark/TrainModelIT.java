package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.recommender.History;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Nearby;
import io.wetoken.recommender.Top;
import io.wetoken.recommender.evaluate.ItemGroups;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.recommender.file.Change;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.Rollout;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainModelIT {
    private static final Epoch TODAY = Epoch.parse("2026-11-21");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int SEED = 20261123;
    private static final int TOPICS = 4;
    private static final int CLIPS = 12;

    @TempDir
    private Path home;

    private TestArchive archive;
    private String messages = "";
    private String version = "";

    @BeforeEach
    void closeFiveDays() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        archive = new TestArchive(home.resolve("archive"));
        for (int ago = 4; ago >= 0; ago--) {
            Epoch epoch = TODAY.plusDays(-ago);
            archive.close(epoch, community(random, epoch), 2);
        }
        Files.writeString(home.resolve("we.properties"), "archive.dir=" + home.resolve("archive") + "\n");
    }

    /** Every day each of 80 people plays three clips of one topic and likes some; a farm, found out, plays one clip only. */
    private static List<JudgedEvent> community(Random random, Epoch epoch) {
        List<JudgedEvent> day = new ArrayList<>();
        for (int person = 0; person < 80; person++) {
            for (int play = 0; play < 3; play++) {
                String clip = clip(person % TOPICS, random.nextInt(CLIPS));
                long at = epoch.start() + random.nextInt(86_000_000);
                day.add(played("person-" + person, clip, at).judged());
                if (random.nextInt(4) == 0) {
                    day.add(AnEvent.aLike()
                            .by("person-" + person)
                            .of(maker(clip))
                            .about(clip)
                            .at(at + 1)
                            .judged());
                }
            }
            day.add(played("farm-" + person, "bought", epoch.start() + person)
                    .suspected()
                    .judged());
        }
        // Own content, a swipe past, and a kind that says nothing about taste.
        day.add(played("maker", clip(0, 0), epoch.start()).judged());
        day.add(AnEvent.aPlay()
                .by("person-0")
                .of("maker")
                .about("skipped")
                .at(epoch.start())
                .lasting(Duration.ofSeconds(1))
                .judged());
        day.add(AnEvent.a(EventKind.REPORT)
                .by("person-1")
                .of("maker")
                .about("reported")
                .at(epoch.start())
                .judged());
        return day;
    }

    private static AnEvent played(String person, String clip, long at) {
        return AnEvent.aPlay()
                .by(person)
                .of(maker(clip))
                .about(clip)
                .at(at)
                .lasting(Duration.ofSeconds(20))
                .ofLength(Duration.ofSeconds(25));
    }

    /** Of all clips but those of the last topic, and of all others. */
    private static String maker(String clip) {
        return clip.startsWith("topic-" + (TOPICS - 1)) ? "second" : "maker";
    }

    private static String clip(int topic, int number) {
        return "topic-" + topic + "-clip-" + number;
    }

    @Test
    void theModelKnowsTheTopicsAndSaysHowMuchBetterThanPopularityItIs() throws IOException {
        assertThat(run("--master", "local[2]")).as(messages).isZero();
        ModelStore store = new ModelStore(home.resolve("models"));
        assertThat(store.current()).hasValue(version);
        TrainedModel model = store.open(version);
        assertThat(version).startsWith("2026-11-21-");
        assertThat(model.card().seed()).isEqualTo(7);
        assertThat(model.card().dataSha256()).matches("[0-9a-f]{64}");
        assertThat(model.card().parameters())
                .containsEntry("days", "5")
                .containsEntry("people", "80")
                .containsEntry("items", "48");
        Map<String, Double> metrics = model.card().metrics();
        assertThat(metrics.get("recall@20.default")).isGreaterThan(.9);
        assertThat(metrics.get("recall@20.default")).isGreaterThan(1.5 * metrics.get("recall@20.popularity"));

        int watched = model.ids().find(new ContentId(clip(2, 5))).orElseThrow();
        float[] scores = new float[model.learnt().items()];
        Models.named(model.card().model()).score(model.learnt(), History.of(watched), scores);
        BitSet seen = new BitSet();
        seen.set(watched);
        for (int item : Top.of(scores, CLIPS - 1, seen)) {
            assertThat(model.ids().get(item).value()).startsWith("topic-2-");
        }
        for (String none : List.of("bought", "skipped", "reported")) {
            assertThat(model.ids().find(new ContentId(none))).as(none).isEmpty();
        }
    }

    @Test
    void thePartitionsDoNotShowAndALaterDayIsAnotherVersion() throws IOException {
        assertThat(run("--master", "local[1]")).as(messages).isZero();
        String first = version;
        assertThat(run("--master", "local[4]")).as(messages).isZero();
        assertThat(version).isEqualTo(first);
        Epoch tomorrow = TODAY.plusDays(1);
        archive.close(tomorrow, community(new Random(SEED + 1), tomorrow), 1);
        assertThat(run("--date", tomorrow.toString())).as(messages).isZero();
        ModelStore store = new ModelStore(home.resolve("models"));
        assertThat(store.versions()).containsExactly(first, version);
        assertThat(store.current()).hasValue(version);
        Change last = new Rollout(home.resolve("models")).changes().get(1);
        assertThat(last.at()).isEqualTo(NOON);
        assertThat(last.before()).isEqualTo(first);
        // What is measured of a model has learnt the days before, as the current one has: they find the same.
        assertThat(last.because()).startsWith("on 2026-11-22 it has recall@20 ").contains("(+0.0 %)");
    }

    /** For a day everybody played one clip, so that nothing connects two; the current model still knows the topics from earlier days. */
    @Test
    void aModelThatFindsLessThanTheCurrentOneIsKeptButDoesNotTakeItsPlace() throws IOException {
        assertThat(run()).as(messages).isZero();
        String knowing = version;
        TestArchive forgetful = new TestArchive(home.resolve("forgetful"));
        Random random = new Random(SEED);
        for (int day = 1; day <= 2; day++) {
            Epoch epoch = TODAY.plusDays(day);
            List<JudgedEvent> plays = new ArrayList<>();
            for (int person = 0; person < 80; person++) {
                for (int play = 0; play < 2 * day - 1; play++) {
                    plays.add(played(
                                    "person-" + person,
                                    clip(person % TOPICS, random.nextInt(CLIPS)),
                                    epoch.start() + play)
                            .judged());
                }
            }
            forgetful.close(epoch, plays, 1);
        }
        Files.writeString(home.resolve("we.properties"), "archive.dir=" + home.resolve("forgetful") + "\n");
        String tomorrow = TODAY.plusDays(2).toString();
        assertThat(run("--date", tomorrow)).as(messages).isOne();
        assertThat(messages)
                .contains(
                        version + " does not take the place of " + knowing + ": on " + tomorrow + " it has recall@20 ")
                .contains("--force --because TEXT");
        ModelStore store = new ModelStore(home.resolve("models"));
        assertThat(store.current()).hasValue(knowing);
        assertThat(store.versions()).containsExactly(knowing, version);
        assertThat(run("--date", tomorrow, "--no-promote", "--json"))
                .as(messages)
                .isZero();
        assertThat(store.current()).hasValue(knowing);
        JsonNode told = new ObjectMapper().readTree(version);
        assertThat(told.get("version").asText()).startsWith(tomorrow);
        assertThat(told.get("current").booleanValue()).isFalse();
        assertThat(told.get("metrics").get("recall@20.default").doubleValue())
                .isLessThan(told.get("before").get("recall").doubleValue());
    }

    @Test
    void aModelIsTrainedByNameAndFeedsAreMadeByItIfTheyCan() throws IOException {
        assertThat(run("--model", "session")).as(messages).isZero();
        String served = version;
        ModelStore store = new ModelStore(home.resolve("models"));
        assertThat(store.current()).hasValue(served);
        TrainedModel model = store.open(served);
        assertThat(model.card().model()).isEqualTo("session");
        assertThat(model.card().parameters())
                .containsEntry("sessions", "Parameters[people=100000, items=200, each=1000]");
        assertThat(model.card().metrics().get("recall@20.session"))
                .isGreaterThan(1.5 * model.card().metrics().get("recall@20.popularity"));
        int watched = model.ids().find(new ContentId(clip(2, 5))).orElseThrow();
        for (int item : new Nearby().of(model.forFeeds(), model.learnt(), History.of(watched), CLIPS - 1)) {
            assertThat(model.ids().get(item).value()).startsWith("topic-2-");
        }

        assertThat(run("--model", "ials")).as(messages).isOne();
        assertThat(messages).contains(version + " makes no feeds: Feeds cannot be made by 'ials'");
        assertThat(store.open(version).card().metrics().get("recall@20.ials"))
                .isGreaterThan(1.5 * model.card().metrics().get("recall@20.popularity"));
        assertThat(store.current()).hasValue(served);

        assertThat(run("--model", "contentknn")).isEqualTo(2);
        assertThat(messages).contains("contentknn needs features of items");
    }

    @Test
    void trendingIsTheHeatOfTheLastHours() throws IOException {
        Epoch tomorrow = TODAY.plusDays(1);
        List<JudgedEvent> day = new ArrayList<>(community(new Random(SEED), tomorrow));
        for (int person = 0; person < 20; person++) {
            day.add(played("person-" + person, "hit", tomorrow.end() - 60_000).judged());
        }
        archive.close(tomorrow, day, 1);
        assertThat(run("--date", tomorrow.toString(), "--model", "trending", "--no-promote"))
                .as(messages)
                .isZero();
        TrainedModel model = new ModelStore(home.resolve("models")).open(version);
        float[] scores = new float[model.learnt().items()];
        Models.named("trending").score(model.learnt(), History.EMPTY, scores);
        assertThat(model.ids().get(Top.of(scores, 1, new BitSet())[0]).value()).isEqualTo("hit");
        // Twenty plays of weight 1, half an hour (the middle of their hour) before the end, with a half-life of six
        // hours.
        assertThat(scores[model.ids().find(new ContentId("hit")).orElseThrow()]).isBetween(18.8f, 18.9f);
    }

    @Test
    void aFirstDayHasAModelButNoEvaluation() throws IOException {
        Epoch first = TODAY.plusDays(-4);
        assertThat(run("--date", first.toString())).as(messages).isZero();
        assertThat(messages).contains("no evaluation, for 0 people learnt from before the last day");
        assertThat(new ModelStore(home.resolve("models")).open(version).card().metrics())
                .isEmpty();
    }

    @Test
    void whatCannotBeLearntFromSaysSoAndLeavesTheCurrentModel() throws IOException {
        assertThat(run()).as(messages).isZero();
        String before = version;
        assertThat(run("--date", "2026-11-25")).isEqualTo(2);
        assertThat(messages).contains("Epoch 2026-11-25 is not closed");
        assertThat(run("--date", "21.11.2026")).isEqualTo(2);
        assertThat(run("--model", "magic")).isEqualTo(2);
        Path file = home.resolve("archive/judged/epoch=" + TODAY + "/part-1.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(run()).isOne();
        assertThat(messages).contains("part-1.parquet changed after closing: sha256 expected ");
        assertThat(new ModelStore(home.resolve("models")).current()).hasValue(before);
    }

    /** A day before it was never closed, and every event of the day has one id. */
    @Test
    void aDayWithSomethingWrongIsRefusedUnlessSomebodySaysWhyNot() throws IOException {
        TestArchive broken = new TestArchive(home.resolve("broken"));
        broken.close(TODAY.plusDays(-2), community(new Random(SEED), TODAY.plusDays(-2)), 1);
        List<JudgedEvent> day = community(new Random(SEED), TODAY);
        broken.closeAsTheyAre(TODAY, day, 2);
        Path settings =
                Files.writeString(home.resolve("we.properties"), "archive.dir=" + home.resolve("broken") + "\n");
        assertThat(run()).isOne();
        assertThat(messages)
                .contains("train-model: 2026-11-21 is not learnt from:")
                .contains("missing-days: 1 days that are not closed: 2026-11-20; allowed: none.")
                .contains(
                        "duplicate-ids: " + (day.size() - 1) + " acts with an id that another one has; allowed: none.")
                .contains("--allow missing-days duplicate-ids --because TEXT");
        assertThat(home.resolve("models")).doesNotExist();

        CommandRun check =
                CommandRun.of(CheckDay.commandLine(), "--config", settings.toString(), "--date", TODAY.toString());
        assertThat(check.status()).isOne();
        assertThat(check.results())
                .contains("WRONG   missing-days")
                .contains("right   outside-the-day  0 acts received outside the day")
                .contains("right   without-creator  0 of 50 contents have no creator")
                .contains("unsaid  few-people")
                .contains("valid acts on a day before (said from 1000 on)");

        assertThat(run("--allow", "missing-days")).isEqualTo(2);
        assertThat(messages).contains("--allow missing-days wants a reason: --because TEXT");
        assertThat(run("--allow", "luck", "--because", "hope")).isEqualTo(2);
        assertThat(messages).contains("There is no check 'luck'; there are missing-days, ");
        assertThat(run("--allow", "missing-days", "duplicate-ids", "--because", "a test of the door"))
                .as(messages)
                .isZero();
        assertThat(new ModelStore(home.resolve("models")).open(version).card().parameters())
                .containsEntry("allowed.missing-days", "1 days that are not closed: 2026-11-20: a test of the door");
    }

    @Test
    void theArchiveIsASplitToEvaluateOn() throws IOException {
        Path out = home.resolve("split");
        CommandRun run = CommandRun.of(
                ArchiveSplit.commandLine(),
                "--config",
                home.resolve("we.properties").toString(),
                "--date",
                TODAY.toString(),
                "--out",
                out.toString());
        assertThat(run.status()).as(run.messages()).isZero();
        assertThat(run.results()).contains("80 people and 48 items");
        Split split = Split.read(out.resolve("train.txt.gz"), Optional.empty(), out.resolve("test.txt.gz"));
        assertThat(split.train()).hasSize(80);
        // Two thirds of the people took to what the first creator made, and the other to what the second did.
        ItemGroups groups = ItemGroups.of(split, out.resolve("creators.txt"));
        assertThat(groups.notes()).isEmpty();
        assertThat(groups.creators().get("big creators").cardinality()).isEqualTo(36);
        assertThat(groups.creators().get("small creators").cardinality()).isEqualTo(12);
        assertThat(Files.readAllLines(out.resolve("creators.txt")))
                .hasSize(2)
                .allMatch(line -> line.matches("[0-9 ]+"));
        List<String> items = Files.readAllLines(out.resolve("items.txt"));
        for (Split.Case one : split.cases()) {
            String topic = items.get((int) split.ids()[one.masked()[0]]).substring(0, "topic-0".length());
            for (int found : one.test()) {
                assertThat(items.get((int) split.ids()[found])).startsWith(topic);
                assertThat(one.masked()).doesNotContain(found);
            }
        }
    }

    @Test
    void aFileConfiguresWhatIsLearnt() throws IOException {
        Path narrow = Files.writeString(home.resolve("narrow.properties"), "models=rp3beta\nwalk.neighbours=3\n");
        assertThat(run("--config", narrow.toString(), "--no-promote"))
                .as(messages)
                .isZero();
        TrainedModel model = new ModelStore(home.resolve("models")).open(version);
        assertThat(model.card().model()).isEqualTo("rp3beta");
        assertThat(model.card().parameters().get("neighbours")).contains("neighbours=3");
        Files.writeString(narrow, "models=rp3beta, als\n");
        assertThat(run("--config", narrow.toString())).isEqualTo(2);
        assertThat(messages).contains("reco train takes one model, and models names rp3beta, als");
    }

    @Test
    void daysWithoutInteractionsAreNothingToLearnFrom() throws IOException {
        Path empty = home.resolve("empty");
        new TestArchive(empty).close(TODAY, List.of(), 1);
        Files.writeString(home.resolve("we.properties"), "archive.dir=" + empty + "\n");
        assertThat(run()).isEqualTo(2);
        assertThat(messages).contains("There is nothing to learn from: the 1 closed days up to 2026-11-21");
        assertThat(home.resolve("models")).doesNotExist();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--config",
                home.resolve("we.properties").toString(),
                "--out",
                home.resolve("models").toString(),
                "--seed",
                "7"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--date")) {
            arguments.addAll(List.of("--date", TODAY.toString()));
        }
        CommandRun run =
                CommandRun.of(TrainModel.commandLine(InstantSource.fixed(NOON)), arguments.toArray(String[]::new));
        messages = run.messages();
        version = run.results().strip();
        return run.status();
    }
}

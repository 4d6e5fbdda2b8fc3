package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The log of pages in a real broker, and what the archive says about it. */
class ServedIT {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final int PEOPLE = 40;
    private static final long SEED = 20261129;
    private static final byte[] NO_PAGE = "no page".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private String messages = "";
    private String results = "";

    private static ServedLog log;

    @BeforeAll
    static void start() throws Exception {
        log = ServedLog.start();
    }

    @AfterAll
    static void stop() {
        log.close();
    }

    @BeforeEach
    void writeSettings() throws IOException {
        log.writeSettings(home);
    }

    @Test
    void whatADayShowedAndWhatCameOfItIsALogThatPoliciesAreAskedOn() throws Exception {
        List<JudgedEvent> events = new ArrayList<>();
        List<JudgedEvent> nextDay = new ArrayList<>();
        List<ServedPage> pages = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            long at = DAY.start() + Duration.ofMinutes(20).toMillis() * person + 1;
            pages.add(page("r" + person, "p" + person, at, person));
            // Everybody comes to the explored place, every fourth takes to what is there; two do after midnight.
            events.add(AnEvent.a(EventKind.IMPRESSION)
                    .by("p" + person)
                    .about(drawn(person))
                    .shownBy("r" + person, 1)
                    .at(at + 1)
                    .judged());
            if (person % 4 == 0) {
                AnEvent like = AnEvent.aLike()
                        .by("p" + person)
                        .of("maker")
                        .about(drawn(person))
                        .shownBy("r" + person, 1);
                if (person < 8) {
                    nextDay.add(like.at(DAY.end() + person).judged());
                } else {
                    events.add(like.at(at + 2).judged());
                }
            }
        }
        // Others' words about a page, a suspect's, pages of other days, and of nobody.
        events.add(AnEvent.aLike()
                .by("p1")
                .of("maker")
                .about(drawn(2))
                .shownBy("r2", 1)
                .at(DAY.start() + 9)
                .judged());
        events.add(AnEvent.aLike()
                .by("p3")
                .of("maker")
                .about(drawn(3))
                .shownBy("r3", 1)
                .at(DAY.start() + Duration.ofHours(2).toMillis())
                .suspected()
                .judged());
        pages.add(page("before", "p1", DAY.start() - 1, 1));
        pages.add(page("after", "p1", DAY.end(), 1));
        pages.add(page("nobody", "", DAY.start() + 5, 1));
        // Who was erased since, and another who begins anew under the same name.
        pages.add(page("theirs", "gone", DAY.start() + 6, 1));
        pages.add(page("again", "gone", DAY.start() + 8, 1));
        TestArchive archive = new TestArchive(home.resolve("archive"));
        archive.close(DAY, events, 2);
        archive.close(DAY.plusDays(1), nextDay, 1);
        log.add(pages);
        log.add(DAY.start(), NO_PAGE);
        log.erase("gone", DAY.start() + 7);

        assertThat(run("--date", DAY.toString(), "--json", "--out", out().toString()))
                .as(messages)
                .isZero();
        JsonNode told = new ObjectMapper().readTree(results);
        assertThat(told.get("pages").intValue()).isEqualTo(PEOPLE + 2);
        assertThat(told.get("damaged").intValue()).isEqualTo(1);
        assertThat(told.get("erased").intValue()).isEqualTo(1);
        JsonNode explored = told.get("policies").get("explore");
        assertThat(explored.get("shown").intValue()).isEqualTo(PEOPLE + 1);
        assertThat(explored.get("seen").intValue()).isEqualTo(PEOPLE);
        assertThat(explored.get("taken").intValue()).isEqualTo(PEOPLE / 4);
        assertThat(told.get("policies").get("walks").get("seen").intValue()).isEqualTo(PEOPLE);
        assertThat(Files.readAllLines(out().resolve("log.csv")))
                .hasSize(PEOPLE + 1)
                .startsWith("item_id,position,click,propensity_score", "0,1,1,0.5", "1,1,0,0.5");
        assertThat(Files.readAllLines(out().resolve("items.csv")))
                .containsExactly("item_id,content", "0,new%3B0", "1,new%3B1");

        // The log can be asked.
        Files.writeString(home.resolve("policy.csv"), "item_id,position,probability\n0,1,1.0\n");
        assertThat(execute(
                        OffPolicy.commandLine(),
                        "--json",
                        "--log",
                        out().resolve("log.csv").toString(),
                        "--items",
                        out().resolve("items.csv").toString(),
                        "--target-policy",
                        home.resolve("policy.csv").toString()))
                .as(messages)
                .isZero();
        // Everybody with an even number drew item 0, and half of them took to it.
        assertThat(new ObjectMapper()
                        .readTree(results)
                        .get("estimators")
                        .get(0)
                        .get("value")
                        .doubleValue())
                .isEqualTo(.5);

        assertThat(run("--date", DAY.toString(), "--out", home.resolve("none").toString(), "--policy", "nothing"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("Nothing that 'nothing' showed on 2026-11-21 was seen");
        assertThat(run("--date", "2026-11-25")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("Epoch 2026-11-25 is not closed");
    }

    @Test
    void theModelGetsARankerFromTwoDaysOfPages() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Epoch last = DAY.plusDays(-10);
        TestArchive archive = new TestArchive(home.resolve("archive"));
        List<ServedPage> pages = new ArrayList<>();
        for (Epoch day : List.of(last.plusDays(-1), last)) {
            List<JudgedEvent> events = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                long at = day.start() + person;
                String request = day + "-" + person;
                List<ServedItem> items = new ArrayList<>();
                for (int position = 0; position < 10; position++) {
                    float taste = random.nextFloat();
                    items.add(new ServedItem(
                            position, null, "c" + position, "walks", 1.0, List.of(taste, -.1f * position)));
                    EventKind kind = taste > .6f ? EventKind.LIKE : EventKind.IMPRESSION;
                    events.add(AnEvent.a(kind)
                            .by("p" + person)
                            .of("maker")
                            .about("c" + position)
                            .shownBy(request, position)
                            .at(at + position)
                            .judged());
                }
                pages.add(new ServedPage(
                        request, "p" + person, at, "m", List.of(), items, List.of("creator-taste", "said")));
            }
            archive.close(day, events, 1);
        }
        log.add(pages);
        ModelStore models = new ModelStore(home.resolve("models"));
        SortedMap<String, String> parameters = new TreeMap<>(Map.of("days.last", last.toString()));
        SortedMap<String, Double> metrics = new TreeMap<>(Map.of("recall@20.default", .3, "ndcg@20.default", .2));
        models.use(models.add("tables", tables(new Card("default", "0".repeat(64), 1, parameters, metrics))));

        assertThat(rank("--date", last.toString(), "--days", "2")).as(messages).isZero();

        String version = results.strip();
        assertThat(models.current()).hasValue(version);
        assertThat(messages)
                .contains("800 places that were seen")
                .contains("on 40 pages of 40 people the ranker has ndcg");
        TrainedModel ranked = models.open(version);
        assertThat(ranked.ranker().orElseThrow().weights().get("creator-taste")).isGreaterThan(1);
        assertThat(ranked.card().metrics().get("ranker.ndcg"))
                .isGreaterThan(ranked.card().metrics().get("ranker.ndcg.candidates"));
        assertThat(ranked.card().metrics()).containsAllEntriesOf(metrics);
        assertThat(rank("--date", last.toString(), "--days", "1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("--days is 1: one day is held out");
    }

    private int rank(String... args) {
        List<String> all = new ArrayList<>(List.of(
                "--config",
                home.resolve("we.properties").toString(),
                "--models",
                home.resolve("models").toString(),
                "--master",
                "local[2]"));
        all.addAll(List.of(args));
        return execute(Rank.commandLine(() -> Instant.EPOCH), all.toArray(String[]::new));
    }

    private static TrainedModel tables(Card card) {
        Neighbours rows = Neighbours.of(1, List.of());
        Learnt learnt = new Learnt(1)
                .with(Table.POPULARITY, FloatBuffer.wrap(new float[] {1}))
                .with(Table.BLEND, new Mixture(rows, BlendWeights.ofWalks()));
        return new TrainedModel(card, ItemIds.of(List.of(new ContentId("c0"))), learnt);
    }

    private Path out() {
        return home.resolve("log");
    }

    private static String drawn(int person) {
        return "new;" + person % 2;
    }

    private static ServedPage page(String request, String account, long at, int person) {
        return new ServedPage(
                request,
                account,
                at,
                "m",
                List.of(),
                List.of(
                        new ServedItem(0, null, "known", "walks", 1.0, null),
                        new ServedItem(1, null, drawn(person), "explore", .5, null),
                        new ServedItem(2, null, "other", "trending", 1.0, null)),
                null);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(
                List.of("--config", home.resolve("we.properties").toString(), "--master", "local[2]"));
        all.addAll(List.of(args));
        return execute(Served.commandLine(), all.toArray(String[]::new));
    }

    private int execute(CommandLine command, String... line) {
        CommandRun run = CommandRun.of(command, line);
        messages = run.messages();
        results = run.results();
        return run.status();
    }
}

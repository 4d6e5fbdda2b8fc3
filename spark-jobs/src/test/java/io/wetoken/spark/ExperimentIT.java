package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.experiment.ExperimentStore;
import io.wetoken.recommender.experiment.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two experiments at once from their start to the decision, out of a real broker and an archive. */
class ExperimentIT {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Instant NOON = Instant.ofEpochMilli(DAY.start()).plus(Duration.ofHours(12));
    private static final long SEED = 20261130;
    private static final int PEOPLE = 100;

    private static ServedLog log;

    @TempDir
    private Path home;

    private String messages = "";
    private String results = "";

    @BeforeAll
    static void start() throws Exception {
        log = ServedLog.start();
    }

    @AfterAll
    static void stop() {
        log.close();
    }

    @Test
    void whatAPlanWantsIsCountedAndDecidedByItsRuleAndNotBefore() throws Exception {
        log.writeSettings(home);
        Path longer = plan("longer", "arm.longer.without=diversity", """
                metric=watch-seconds
                expected.mean.milli=60000
                expected.deviation.milli=40000
                effect.percent=100
                people.each=30
                guardrails=seen hides-per-1000
                guardrail.seen.percent=10
                guardrail.hides-per-1000.percent=30
                """);
        Path mixed = plan("mixed", "arm.mixed.without=creator-spread", """
                kind=interleave
                metric=taken
                expected.mean.milli=500
                expected.deviation.milli=300
                effect.percent=20
                people.each=80
                """);

        assertThat(run(NOON, "start", longer.toString(), "--by", "ann"))
                .as(messages)
                .isZero();
        assertThat(results).startsWith("longer runs for 2 days, for 100 % of people; 30 needed in each of 2 arms.");
        assertThat(run(NOON, "start", longer.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("'longer' was started on 2026-11-20T12:00:00Z; a plan is not changed");
        assertThat(run(NOON, "start", mixed.toString())).as(messages).isZero();
        assertThat(run(NOON, "show", "longer")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("Epoch 2026-11-20, on which 'longer' began, is not closed");

        Plan plan =
                new ExperimentStore(home.resolve("experiments")).find("longer").plan();
        SplittableRandom random = new SplittableRandom(SEED);
        TestArchive archive = new TestArchive(home.resolve("archive"));
        live(DAY, plan, random, archive);
        assertThat(run(NOON.plus(Duration.ofDays(1)), "show", "longer"))
                .as(messages)
                .isZero();
        // What nobody's first page came before is not counted as an answer to the arm.
        assertThat(messages)
                .contains(PEOPLE + " people. Of pages 0 records that are none, 0 of people who were erased since")
                .contains(2 * PEOPLE + " times something was muted, blocked or dismissed, by anybody");
        assertThat(results)
                .contains("longer       *watch-seconds", "Counted to 2026-11-20", "until then it is not decided")
                .contains("longer       !hides-per-1000      500.0000     500.0000  +0.0 % (+0.0 to +0.0)");
        assertThat(run(NOON.plus(Duration.ofDays(1)), "decide", "longer")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(messages).contains("cannot be decided yet: its days end with 2026-11-21");

        Instant over = NOON.plus(Duration.ofDays(2));
        assertThat(run(over, "decide", "longer")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(messages).contains("cannot be decided yet: epoch 2026-11-21 is not closed");
        live(DAY.plusDays(1), plan, random, archive);
        assertThat(run(over, "decide", "longer", "--by", "ann")).as(messages).isZero();
        assertThat(results).as("seed " + SEED).contains("ADOPT longer: longer watch-seconds +");
        assertThat(run(over, "decide", "longer")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(messages).contains("'longer' does not run: DECIDED, ADOPT longer");

        assertThat(run(over, "show", "mixed", "--json")).as(messages).isZero();
        JsonNode preference = new ObjectMapper().readTree(results).get("preference");
        // Whoever played for long enough took the first place, and that was picked by the other order.
        assertThat(preference.get("usual").intValue()).isZero();
        assertThat(preference.get("other").intValue()).isBetween(PEOPLE / 2, PEOPLE);
        assertThat(preference.get("share").doubleValue()).isEqualTo(1);
        assertThat(run(over, "stop", "mixed", "--because", "one is enough"))
                .as(messages)
                .isZero();
        assertThat(run(over, "list")).isZero();
        String list = results;

        // Whoever is erased is nobody of the experiment any more, and that is said.
        log.erase("p0", over.toEpochMilli());
        assertThat(run(over, "show", "longer", "--json")).as(messages).isZero();
        assertThat(messages)
                .contains(PEOPLE - 1 + " people. Of pages 0 records that are none, 2 of people who were erased since")
                .contains("Of those 0 records that are none, 4 of people who were erased since");
        assertThat(list.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("longer", "DECIDED 2026-11-22T12:00:00Z by ann: ADOPT longer"),
                        line -> assertThat(line).contains("mixed", "STOPPED", "one is enough"));
    }

    /** Everybody gets a page, plays its first place, in the arm that is better for three times as long, and dismisses something. */
    private static void live(Epoch day, Plan plan, SplittableRandom random, TestArchive archive) throws Exception {
        List<JudgedEvent> events = new ArrayList<>();
        List<ServedPage> pages = new ArrayList<>();
        List<Hiding> hidings = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String person = "p" + i;
            String request = day + "-" + person;
            String arm = plan.armOf(person).orElseThrow().name();
            long at = day.start() + Duration.ofHours(13).toMillis() + i;
            pages.add(new ServedPage(
                    request,
                    person,
                    at,
                    "m",
                    List.of("longer:" + arm, "mixed:mixed"),
                    List.of(
                            new ServedItem(0, "OTHER", "c0", "walks", 1.0, null),
                            new ServedItem(1, "USUAL", "c1", "explore", .5, null)),
                    null));
            hidings.add(new Hiding(person, "MUTED", DAY.start() + i));
            hidings.add(new Hiding(person, "DISMISSED", at + 3));
            int seconds = (arm.equals("longer") ? 60 : 20) + random.nextInt(20);
            events.add(AnEvent.aPlay()
                    .by(person)
                    .of("maker")
                    .about("c0")
                    .shownBy(request, 0)
                    .at(at + 1)
                    .lasting(Duration.ofSeconds(seconds))
                    .ofLength(Duration.ofSeconds(80))
                    .judged());
            events.add(AnEvent.a(EventKind.IMPRESSION)
                    .by(person)
                    .about("c1")
                    .shownBy(request, 1)
                    .at(at + 2)
                    .judged());
        }
        log.add(pages);
        log.addHidings(hidings);
        archive.close(day, events, 1);
    }

    private Path plan(String name, String arm, String rest) throws Exception {
        return Files.writeString(home.resolve(name + ".properties"), """
                name=%s
                hypothesis=Nothing in particular
                people.percent=100
                salt=%s
                arms=usual %s
                %s
                days=2
                %s""".formatted(name, name, name, arm, rest));
    }

    private int run(Instant now, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--experiments", home.resolve("experiments").toString()));
        if (args[0].equals("show") || args[0].equals("decide")) {
            all.addAll(List.of("--config", home.resolve("we.properties").toString(), "--master", "local[2]"));
        }
        CommandRun run = CommandRun.of(ExperimentCommand.commandLine(() -> now, "bob"), all.toArray(String[]::new));
        messages = run.messages();
        results = run.results();
        return run.status();
    }
}

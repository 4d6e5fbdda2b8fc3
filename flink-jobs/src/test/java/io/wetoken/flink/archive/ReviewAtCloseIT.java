package io.wetoken.flink.archive;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import io.wetoken.flink.review.GuardCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A day with ann, who is honest, bob, who slipped once, and eve, six of whose ten likes the stream suspected. */
class ReviewAtCloseIT {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);

    private static Closings closings;
    /** The broker is shared, so each test has a day of its own; a day between them, that none remembers another. */
    private static int days;

    @TempDir
    Path home;

    private final Epoch day = Epoch.of(NOON).plusDays(-2L * days++);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        closings = new Closings();
    }

    @AfterAll
    static void stop() {
        closings.close();
    }

    private List<JudgedEvent> judged() {
        List<JudgedEvent> judged = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            judged.add(like("ann", i, false));
            judged.add(like("bob", i, i == 3));
            judged.add(like("eve", i, i < 6));
        }
        return judged;
    }

    private JudgedEvent like(String account, int minute, boolean suspect) {
        return new JudgedEvent(
                aLike().by(account)
                        .about("film")
                        .of("dan")
                        .at(day.start() + 12 * HOUR + minute * MINUTE)
                        .id(UUID.nameUUIDFromBytes((account + minute).getBytes(StandardCharsets.UTF_8))
                                .toString())
                        .event(),
                suspect ? Verdict.SUSPECT : Verdict.VALID,
                suspect ? List.of("RATE") : List.of(),
                suspect ? 0 : 1_000_000,
                day.toString());
    }

    @Test
    void whoWasSuspectedForMuchOfTheDayIsForAllOfItAndASlipCostsAsMuch() throws Exception {
        closings.day(archive(), day, judged());
        assertThat(closings.close(home, day)).isZero();

        Manifest manifest = manifest();
        assertThat(manifest.getValid()).isEqualTo(10 + 9);
        assertThat(manifest.getSuspect()).isEqualTo(1 + 10);
        assertThat(manifest.getReview().getSuspected()).isEqualTo(4);
        assertThat(manifest.getReview().getLifted()).isZero();
        assertThat(manifest.getReview().getAccounts()).isEqualTo(1);
        assertThat(manifest.getReview().getBefore()).isEmpty();
        assertThat(manifest.getHours()).hasSize(1);

        Map<String, List<Integer>> trust = new TreeMap<>();
        for (JudgedEvent judged : reviewed(manifest)) {
            trust.computeIfAbsent(judged.getEvent().getActor(), none -> new ArrayList<>())
                    .add(judged.getTrustPpm());
        }
        assertThat(trust.get("ann")).containsOnly(1_000_000).hasSize(10);
        assertThat(trust.get("bob")).containsOnly(900_000, 0).hasSize(10);
        assertThat(trust.get("eve")).containsOnly(0).hasSize(10);
    }

    @Test
    void liveFiguresAreCorrectedAndACloserThatWasKilledBeforeSendsTheSameAgain() throws Exception {
        closings.day(archive(), day, judged());
        assertThat(closings.close(home, day)).isZero();
        List<Correction> sent = closings.corrections(day);
        assertThat(closings.close(home, day)).as("again").isZero();
        List<Correction> all = closings.corrections(day);
        assertThat(all.subList(sent.size(), all.size())).isEqualTo(sent);

        Correction film = sent.get(0);
        assertThat(film.getContent()).isEqualTo("film");
        ContentFigures before =
                Signals.CONTENT_FIGURES.decode(film.getFiguresBefore().array());
        ContentFigures after =
                Signals.CONTENT_FIGURES.decode(film.getFiguresAfter().array());
        assertThat(before.likes() - after.likes()).isEqualTo(4);
        Correction maker = sent.get(1);
        assertThat(maker.getSubject()).isEqualTo("cdan");
        assertThat(maker.getFiguresBefore()).isEqualTo(film.getFiguresBefore());
        assertThat(maker.getFiguresAfter()).isEqualTo(film.getFiguresAfter());
        Correction whole = sent.get(sent.size() - 1);
        assertThat(whole.getContent()).isNull();
        assertThat(whole.getSubject()).isNull();
        assertThat(whole.getDay())
                .containsAllEntriesOf(Map.of(
                        "validDailyActiveUsers", 2L,
                        "validLikes", 19L,
                        "eventsValid", 19L,
                        "eventsSuspect", 11L,
                        "suspectedFor.RATE", 7L,
                        "suspectedFor.HABITUAL", 10L));
    }

    @Test
    void anOperatorLiftsReasonsOnRecordUntilTheDayIsClosed() throws Exception {
        closings.day(archive(), day, judged());
        assertThat(guard("explain", "--actor", "eve")).isZero();
        assertThat(said())
                .contains("eve on " + day + " (open, so far): 10 of 10 events suspect")
                .contains(
                        "at once  RATE                     6 events from 12:00:00 to 12:05:00 UTC: more acts than hands can do")
                .contains("review   HABITUAL                 6 of its 10 events of the day were suspect at once");
        assertThat(guard("lift", "--actor", "eve", "--because", "a metronome, she is a musician", "--by", "olga"))
                .isZero();
        assertThat(closings.close(home, day)).isZero();

        Manifest manifest = manifest();
        assertThat(manifest.getReview().getLifted()).isEqualTo(6);
        assertThat(manifest.getSuspect()).isEqualTo(1);
        assertThat(reviewed(manifest))
                .filteredOn(judged -> judged.getEvent().getActor().equals("eve"))
                .allSatisfy(judged -> assertThat(judged.getTrustPpm()).isEqualTo(1_000_000));

        said.reset();
        assertThat(guard("explain", "--actor", "eve")).isZero();
        assertThat(said())
                .contains("eve on " + day + " (closed, final): 0 of 10 events suspect, a valid one weighs 1.00")
                .contains("lifted   every reason             by olga at 2026-11-21 12:00 UTC: a metronome");
        assertThat(guard("lift", "--actor", "bob", "--because", "late")).isEqualTo(2);
        assertThat(guard("uphold", "--actor", "bob", "--because", "late")).isEqualTo(2);
        assertThat(guard("explain", "--actor", "nobody")).isEqualTo(1);
    }

    @Test
    void aDayStaysOpenForObjectionsForAsLongAsTheSettingsSay() throws Exception {
        closings.day(archive(), day, judged());
        Instant until = Instant.ofEpochMilli(day.end()).plusSeconds(60 * 60);
        assertThat(closings.close(home, day, 60, Clock.fixed(until.minusMillis(1), ZoneOffset.UTC)))
                .isEqualTo(3);
        assertThat(archive().resolve("manifests")).doesNotExist();
        assertThat(closings.close(home, day, 60, Clock.fixed(until, ZoneOffset.UTC)))
                .isZero();
    }

    @Test
    void anybodyCanMakeTheReviewAgainAndAChangedDecisionShows() throws Exception {
        closings.day(archive(), day, judged());
        assertThat(closings.check(home, day)).as("not closed").isEqualTo(1);
        assertThat(closings.close(home, day)).isZero();
        assertThat(closings.check(home, day)).isZero();

        Path decisions = Files.createDirectories(archive().resolve("decisions/epoch=" + day));
        Files.writeString(
                decisions.resolve("1.json"),
                "{\"account\":\"eve\",\"verb\":\"LIFT\",\"reasons\":[],\"by\":\"mallory\",\"because\":\"later\",\"at\":1}\n");
        assertThat(closings.check(home, day)).isEqualTo(1);
        assertThat(closings.close(home, day)).as("what is closed stays").isZero();
        assertThat(manifest().getSuspect()).isEqualTo(11);
    }

    @Test
    void whatIsUpheldAfterItWasLiftedCounts() throws Exception {
        closings.day(archive(), day, judged());
        assertThat(guard("lift", "--actor", "bob", "--reason", "RATE", "--because", "a slip"))
                .isZero();
        assertThat(guard("uphold", "--actor", "bob", "--reason", "RATE", "--because", "no slip"))
                .isZero();
        assertThat(closings.close(home, day)).isZero();
        assertThat(manifest().getSuspect()).isEqualTo(11);
    }

    private int guard(String... args) throws IOException {
        Path config = home.resolve("guard.properties");
        Files.writeString(config, "archive.dir=" + archive() + "\n");
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--date", day.toString(), "--config", config.toString()));
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLine(new GuardCommand(out, out, CLOCK)).execute(all.toArray(new String[0]));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Manifest manifest() throws IOException {
        return Manifests.fromJson(Files.readString(archive().resolve("manifests/" + day + ".json")));
    }

    private List<JudgedEvent> reviewed(Manifest manifest) throws IOException {
        List<JudgedEvent> rows = new ArrayList<>();
        for (ManifestFile file : manifest.getFiles()) {
            if (file.getKind() == ManifestFileKind.JUDGED) {
                Rows.judged(new ArchiveRoot(archive().toString()), file.getPath(), rows::add);
            }
        }
        return rows;
    }

    private Path archive() {
        return home.resolve("archive");
    }
}

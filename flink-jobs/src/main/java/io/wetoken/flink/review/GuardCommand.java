package io.wetoken.flink.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import io.wetoken.flink.review.core.Decision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is held against an account, and an operator's word about it. Exit status: 0 done, 1 failed, 2 wrong command line or a day that is closed. */
@Command(name = "guard", mixinStandardHelpOptions = true, description = "Explains verdicts, and upholds or lifts them.")
public final class GuardCommand {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private final PrintStream results;
    private final PrintStream messages;
    private final Clock clock;

    public GuardCommand(PrintStream results, PrintStream messages, Clock clock) {
        this.results = results;
        this.messages = messages;
        this.clock = clock;
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Shows every reason against an account's day with its evidence: what the stream said at once, what the review found, and what"
                            + " operators decided. Of a day that is not closed, as far as its archive files are finished.")
    int explain(
            @Option(names = "--actor", required = true, description = "the account") String actor,
            @Option(names = "--date", required = true, description = "the epoch, a UTC date") String date,
            @Option(names = "--json", description = "as one JSON object") boolean json,
            @Option(names = "--config", required = true, description = "the properties file with archive.dir")
                    Path config) {
        Epoch epoch = epoch("explain", date);
        return work(() -> {
            ArchiveRoot archive = archive("explain", config);
            Optional<ClosedDay> closed = new Archive(archive).day(epoch);
            List<String> atOnce = closed.isPresent()
                    ? closed.get().judgedAtOnce().stream()
                            .map(file -> file.getPath())
                            .toList()
                    : archive.finished("judged/epoch=" + epoch);
            DayReview review = new DayReview(archive, epoch, messages::println);
            DayReview.Result said = closed.isPresent() ? review.recorded(closed.get()) : review.of(atOnce);
            if (said.day().events(actor) == 0) {
                messages.println(actor + " did nothing on " + epoch + " that the archive holds"
                        + (closed.isPresent() ? "" : " so far"));
                return FAILED;
            }
            Explanation.Builder explanation = new Explanation.Builder(epoch, actor, said.verdicts());
            for (String path : atOnce) {
                Rows.judged(archive, path, explanation::add);
            }
            Explanation made = explanation.build(
                    closed.isPresent(), said.findings(), said.decisions().about(actor));
            results.println(json ? new ObjectMapper().writeValueAsString(made) : made.text());
            return 0;
        });
    }

    /** What an operator says, and of whom. */
    static final class Word {
        @Option(names = "--actor", required = true, description = "the account")
        private String actor;

        @Option(names = "--date", required = true, description = "the epoch, a UTC date")
        private String date;

        @Option(names = "--reason", split = ",", paramLabel = "CODE", description = "codes; without, every reason")
        private Set<String> reasons = Set.of();

        @Option(names = "--because", required = true, paramLabel = "TEXT", description = "why, for the record")
        private String because;

        @Option(
                names = "--by",
                defaultValue = "${sys:user.name}",
                description = "who decides (default: ${DEFAULT-VALUE})")
        private String by;

        @Option(names = "--config", required = true, description = "the properties file with archive.dir")
        private Path config;
    }

    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Takes reasons against an account's day back, on record. Counts from the closing of the day on, and is refused once it is closed.")
    int lift(@Mixin Word word) {
        return decide("lift", Decision.Verb.LIFT, word);
    }

    @Command(
            name = "uphold",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Says on record that reasons against an account's day stand, also where they were lifted before. Is refused once the day is closed.")
    int uphold(@Mixin Word word) {
        return decide("uphold", Decision.Verb.UPHOLD, word);
    }

    private int decide(String name, Decision.Verb verb, Word word) {
        Epoch epoch = epoch(name, word.date);
        Decision decision;
        try {
            decision = new Decision(word.actor, verb, word.reasons, word.by, word.because, clock.millis());
        } catch (IllegalArgumentException e) {
            throw wrong(name, e);
        }
        return work(() -> {
            ArchiveRoot archive = archive(name, word.config);
            if (new Archive(archive).day(epoch).isPresent()) {
                throw wrong(
                        name,
                        new IllegalArgumentException(epoch + " is closed: its verdicts are final and may be paid by"));
            }
            String file = new DecisionFiles(archive).add(epoch, decision);
            results.println((verb == Decision.Verb.LIFT ? "Lifted" : "Upheld") + " for " + word.actor + " on " + epoch
                    + ": " + String.join(" ", decision.shown()) + "; on record as " + file
                    + ", and counts when the day closes");
            return 0;
        });
    }

    private interface Work {
        int run() throws IOException;
    }

    private int work(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            messages.println("guard: " + e.getMessage());
            return FAILED;
        }
    }

    private Epoch epoch(String command, String date) {
        try {
            return Epoch.parse(date);
        } catch (IllegalArgumentException e) {
            throw wrong(command, e);
        }
    }

    private ArchiveRoot archive(String command, Path config) throws IOException {
        try {
            Settings settings = Settings.load(config);
            String root = settings.text("archive.dir");
            settings.check();
            return new ArchiveRoot(root);
        } catch (IllegalArgumentException e) {
            throw wrong(command, e);
        }
    }

    private ParameterException wrong(String command, IllegalArgumentException e) {
        return new ParameterException(spec.subcommands().get(command), e.getMessage(), e);
    }
}

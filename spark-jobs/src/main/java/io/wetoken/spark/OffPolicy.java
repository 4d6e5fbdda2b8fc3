package io.wetoken.spark;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.offpolicy.ImpressionLog;
import io.wetoken.recommender.offpolicy.OffPolicyEvaluation;
import io.wetoken.recommender.offpolicy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco policy}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco policy",
        mixinStandardHelpOptions = true,
        description =
                "What a policy would have earned, from the log of another one that showed by chance and wrote down by which.",
        footer = {
            "",
            "A log is CSV with item_id, position, click and propensity_score, an impression a line; items are CSV with item_id; a policy is CSV with item_id,",
            "position and probability. Other columns are welcome, and gzip.",
            "ips: weighted rewards. snips: over the weights' sum. dr: a model of the reward, put right by its weighted errors.",
            "effective: so many impressions of the policy's own would say as much."
        })
public final class OffPolicy implements Callable<Integer> {
    private static final long TELL_NANOS = 2_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "F",
            description = "What was shown, by chance, and what came of it.")
    private Path log;

    @Option(names = "--items", required = true, paramLabel = "F", description = "All items that may be shown.")
    private Path items;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Target target;

    static final class Target {
        @Option(
                names = "--target-log",
                paramLabel = "F",
                description =
                        "A log of the policy that is asked about: it tells what the policy shows, and how much it earned, to compare with.")
        private Optional<Path> log = Optional.empty();

        @Option(
                names = "--target-policy",
                paramLabel = "F",
                description = "The policy that is asked about, in a table.")
        private Optional<Path> policy = Optional.empty();
    }

    @Option(
            names = "--clip",
            paramLabel = "W",
            description = "Cut weights at W. Less variance, and a bias towards 0; default: weights are as they are.")
    private Optional<Double> clip = Optional.empty();

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "2000",
            description = "For the 95 %% intervals; default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the resamples; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco policy", new CommandLine(new OffPolicy()));
    }

    @Override
    public Integer call() {
        Bootstrap bootstrap = new Bootstrap(seed, resamples, .95);
        OptionalDouble cut = clip.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        PrintWriter err = spec.commandLine().getErr();
        ImpressionFiles files = new ImpressionFiles(items, log);
        ImpressionLog shown = files.log();
        err.printf(
                "%d impressions of %d items at %d positions; %d resamples%n",
                shown.impressions().size(), shown.items(), shown.positions(), resamples);
        Optional<ImpressionLog> own = target.log.map(files::log);
        Policy policy = own.map(Policy::shownBy).orElseGet(() -> files.policy(target.policy.orElseThrow()));
        AtomicLong told = new AtomicLong(System.nanoTime());
        OffPolicyEvaluation found = OffPolicyEvaluation.of(shown, policy, cut, bootstrap, done -> {
            if (System.nanoTime() - told.get() > TELL_NANOS) {
                err.printf("%d of %d resamples%n", done, resamples);
                told.set(System.nanoTime());
            }
        });
        Optional<Estimate> truth = own.map(its -> OffPolicyEvaluation.onPolicy("on-policy", its, bootstrap));
        OffPolicyReport report = new OffPolicyReport(
                shown.impressions().size(),
                OffPolicyEvaluation.onPolicy("the log's", shown, bootstrap),
                found,
                truth,
                cut,
                bootstrap);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? report.json() : report.text());
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}

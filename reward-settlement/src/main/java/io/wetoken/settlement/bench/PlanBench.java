package io.wetoken.settlement.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.bench.MeasuredChild;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.settlement.EpochCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench plan}: {@code ./we epoch plan} from cold on a bundle of the asked size, beside a program that reads the same rows and sums them; then the chunks. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures ./we epoch plan from cold beside a program that reads and sums the same rows, and the chunks, tree and proofs of what it plans.")
public final class PlanBench implements Callable<Integer> {
    private static final String EPOCH = "2026-02-10";

    @Option(
            names = "--accounts",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "1000 to 5000000; default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(
            names = "--creators",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Of the accounts, at most half; default: ${DEFAULT-VALUE}.")
    private int creators;

    @Option(
            names = "--affinity",
            defaultValue = "1500000",
            paramLabel = "N",
            description = "Rows of it, at most four an account; default: ${DEFAULT-VALUE}.")
    private int affinity;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new PlanBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (accounts < 1_000 || accounts > 5_000_000 || creators < 1 || creators > accounts / 2) {
            throw refused("--accounts " + accounts + " and --creators " + creators);
        }
        if (affinity < 0 || affinity > 4L * accounts) {
            throw refused("--affinity " + affinity);
        }
        Result result = new Result(
                "plan",
                "./we bench plan --accounts " + accounts + " --creators " + creators + " --affinity " + affinity
                        + " --seed " + seed);
        Path directory = Files.createTempDirectory("bench-plan-");
        try {
            measure(directory, result);
        } finally {
            delete(directory);
        }
        spec.commandLine().getOut().println(json ? new ObjectMapper().writeValueAsString(result.map()) : result.text());
        return 0;
    }

    private void measure(Path directory, Result result) throws IOException, InterruptedException {
        Path inputs = Files.createDirectory(directory.resolve("inputs"));
        Path plan = directory.resolve("plan");
        say("Making up a bundle of " + accounts + " accounts");
        long rows = new MadeUpBundle(accounts, creators, affinity, seed).write(inputs);
        // Both once before, so that the files are in the system's cache for both.
        say("Reading and summing its " + rows + " rows");
        sum(directory, inputs);
        MeasuredChild.Ended summed = sum(directory, inputs);
        say("Planning");
        MeasuredChild.Ended planned = run(
                EpochCommand.class,
                List.of("plan", "--inputs", inputs.toString(), "--out", plan.toString()),
                directory.resolve("plan.log"));
        say("Cutting chunks");
        String[] cut = run(CutPayouts.class, List.of(EPOCH, plan.toString()), directory.resolve("cut.log"))
                .out()
                .strip()
                .split(" ", -1);
        result.figure("rows", rows)
                .figure("seconds", planned.seconds())
                .figure("rowsPerSecond", rows / planned.seconds())
                .figure("peakMemoryMb", planned.peakMb())
                .figure("chunks", Long.parseLong(cut[0]))
                .figure("proofNodes", Long.parseLong(cut[1]))
                .figure("chunkSeconds", Double.parseDouble(cut[2]))
                .baseline("what", "a program that reads the same rows and sums their numbers")
                .baseline("seconds", summed.seconds())
                .baseline("peakMemoryMb", summed.peakMb())
                .ratio("seconds", planned.seconds() / summed.seconds());
    }

    private static MeasuredChild.Ended sum(Path directory, Path inputs) throws IOException, InterruptedException {
        return run(SumRows.class, List.of(inputs.toString()), directory.resolve("sum.log"));
    }

    private static MeasuredChild.Ended run(Class<?> main, List<String> arguments, Path log)
            throws IOException, InterruptedException {
        return MeasuredChild.run("reward-settlement", main.getName(), arguments, log);
    }

    private CommandLine.ParameterException refused(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what + " is outside of what --help says");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }
}

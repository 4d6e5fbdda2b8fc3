package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./we reco runs}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco runs",
        mixinStandardHelpOptions = true,
        description =
                "The runs on record: data, model, figures and the settings that were changed; on each split the best first.",
        footer = {"", "Two of them are compared person by person by ./we reco compare."})
public final class Runs implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            required = true,
            description = "The directory of records; ./we names $WE_HOME/runs.")
    private Path directory;

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "ndcg",
            description = "recall, ndcg, coverage or novelty; default: ${DEFAULT-VALUE}.")
    private String by;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Lines at most; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco runs", new CommandLine(new Runs()));
    }

    @Override
    public Integer call() throws IOException {
        ToDoubleFunction<Figures> metric = Registry.metric(by);
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, is " + limit);
        }
        PrintWriter err = spec.commandLine().getErr();
        Registry all = Registry.read(directory, metric, err::println);
        RegistryLines lines = new RegistryLines(all.first(limit));
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? lines.json() : lines.text());
        out.flush();
        if (all.entries().size() > limit) {
            err.println((all.entries().size() - limit) + " more; --limit shows them");
        }
        return CommandLine.ExitCode.OK;
    }
}

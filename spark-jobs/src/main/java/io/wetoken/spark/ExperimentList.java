package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.experiment.ExperimentStore.Known;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Every experiment, in the order in which they were started, and what became of it.")
final class ExperimentList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentDirectory directory = new ExperimentDirectory();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Known> all = directory.store().all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(all));
        } else if (all.isEmpty()) {
            out.println("There are no experiments: ./we experiment start FILE begins one");
        }
        for (Known known : json ? List.<Known>of() : all) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %3d %% of people, %-10s %s, %d days: %s%n",
                    known.plan().name(),
                    known.plan().percent(),
                    known.plan().interleaved() ? "interleave" : "compare",
                    known.started(),
                    known.plan().days(),
                    known.runs()
                            ? "runs"
                            : known.last().kind() + " " + known.last().at() + " by "
                                    + known.last().by() + ": " + known.last().because());
        }
        return CommandLine.ExitCode.OK;
    }

    private static String json(List<Known> all) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode experiments = root.putArray("experiments");
        for (Known known : all) {
            experiments
                    .addObject()
                    .put("name", known.plan().name())
                    .put("hypothesis", known.plan().hypothesis())
                    .put("plan", known.plan().hash())
                    .put("started", known.started().toString())
                    .put("state", known.runs() ? "RUNS" : known.last().kind().name())
                    .put("because", known.last().because());
        }
        return root.toString();
    }
}

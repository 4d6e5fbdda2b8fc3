package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.lab.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab list}: the experiments there are. */
@Command(name = "list", description = "Shows the experiments there are.", mixinStandardHelpOptions = true)
final class LabListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (json) {
            ObjectNode node = Tables.object();
            ArrayNode experiments = node.putArray("experiments");
            Experiments.ALL.forEach(
                    one -> experiments.addObject().put("name", one.name()).put("question", one.question()));
            spec.commandLine().getOut().println(node);
        } else {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("experiment", "asks"));
            Experiments.ALL.forEach(one -> rows.add(List.of(one.name(), one.question())));
            spec.commandLine().getOut().println(Tables.table(rows));
        }
        return CommandLine.ExitCode.OK;
    }
}

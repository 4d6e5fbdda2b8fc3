package io.wetoken.spark;

import io.wetoken.recommender.file.Change;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        description =
                "Every version, what it was learnt from, what it found on its held-out day beside popularity, and which is current.",
        footer = {
            "",
            "people and items: what it learnt from. asked: people of the held-out day. (pop): what popularity found on that day.",
            "Figures of different days do not compare. Files are not read to their end: promote and rollback do that."
        })
final class ModelList implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectory models = new ModelDirectory();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path directory = models.path();
        ModelStore store = new ModelStore(directory);
        Rollout rollout = new Rollout(directory);
        List<ModelLines.Line> lines = new ArrayList<>();
        for (String version : store.versions()) {
            lines.add(line(store, version));
        }
        List<Change> changes = rollout.changes();
        ModelLines report = new ModelLines(lines, store.current(), rollout.previous(), changes);
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        return CommandLine.ExitCode.OK;
    }

    private static ModelLines.Line line(ModelStore store, String version) {
        try {
            return new ModelLines.Line(version, Optional.of(store.card(version)), "");
        } catch (IOException e) {
            return new ModelLines.Line(version, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}

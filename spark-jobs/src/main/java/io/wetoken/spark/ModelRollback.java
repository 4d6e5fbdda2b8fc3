package io.wetoken.spark;

import io.wetoken.recommender.file.Rollout;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Makes current what was current before, if its file is whole. No gate asks.",
            "A second rollback goes one further back; a promotion goes forward again."
        })
final class ModelRollback implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectory models = new ModelDirectory();

    @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why; it is kept in the history.")
    private String because;

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this machine.")
    private String by;

    ModelRollback(InstantSource clock, String by) {
        this.clock = clock;
        this.by = by;
    }

    @Override
    public Integer call() throws IOException {
        if (because.isBlank()) {
            throw new IllegalArgumentException("--because must say something; it is kept in the history");
        }
        Rollout.Outcome outcome =
                new Rollout(models.path()).rollback(new Rollout.Said(clock.instant(), by, because.strip()));
        if (outcome.done()) {
            spec.commandLine().getOut().println(outcome.told());
            return CommandLine.ExitCode.OK;
        }
        spec.commandLine().getErr().println("model: " + outcome.told());
        return CommandLine.ExitCode.SOFTWARE;
    }
}

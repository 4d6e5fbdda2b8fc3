package io.wetoken.spark;

import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.file.Gate;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a version current, if its file is whole and it found on a held-out day no less than the current one found on the same.",
            "Otherwise it is refused with the figures: exit status 1, and the current one stays."
        })
final class ModelPromote implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectory models = new ModelDirectory();

    @Parameters(paramLabel = "VERSION", description = "As ./we model list shows it.")
    private String version;

    @Option(
            names = "--force",
            description = "Against the gate, with --because. A damaged model is refused all the same.")
    private boolean force;

    @Option(
            names = "--because",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why; it is kept in the history.")
    private String because;

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this machine.")
    private String by;

    ModelPromote(InstantSource clock, String by) {
        this.clock = clock;
        this.by = by;
    }

    @Override
    public Integer call() throws IOException {
        if (force && because.isBlank()) {
            throw new IllegalArgumentException("--force needs a reason that is kept: --because TEXT");
        }
        Path directory = models.path();
        List<String> versions = new ModelStore(directory).versions();
        if (!versions.contains(version)) {
            throw new IllegalArgumentException("There is no model '" + version + "' in " + directory + "; there "
                    + (versions.isEmpty() ? "are none" : "are " + String.join(", ", versions)));
        }
        Rollout.Outcome outcome = new Rollout(directory)
                .promote(
                        version,
                        new Gate(LearningRules.reference().tolerance()),
                        Optional.empty(),
                        force,
                        new Rollout.Said(clock.instant(), by, because.strip()));
        if (outcome.done()) {
            spec.commandLine().getOut().println(outcome.told());
            return CommandLine.ExitCode.OK;
        }
        spec.commandLine().getErr().println("model: " + outcome.told());
        return CommandLine.ExitCode.SOFTWARE;
    }
}

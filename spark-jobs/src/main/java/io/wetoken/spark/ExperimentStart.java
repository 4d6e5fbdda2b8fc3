package io.wetoken.spark;

import io.wetoken.recommender.experiment.ExperimentStore.Said;
import io.wetoken.recommender.experiment.Plan;
import io.wetoken.spark.experiment.SampleSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Begins the experiment that a plan describes. The plan is kept with its SHA-256, and cannot be changed any more.")
final class ExperimentStart implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentDirectory directory = new ExperimentDirectory();

    @Parameters(index = "0", paramLabel = "FILE", description = "The plan; docs/data-scientists.md has one.")
    private Path file;

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this machine.")
    private String by;

    ExperimentStart(InstantSource clock, String by) {
        this.clock = clock;
        this.by = by;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no plan in " + file);
        }
        Plan plan = Plan.read(file);
        try {
            SampleSize.check(plan);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        directory.store().start(plan, new Said(clock.instant(), by, "planned"));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s runs for %d days, for %d %% of people; %d needed in %s. Plan %s%n",
                        plan.name(),
                        plan.days(),
                        plan.percent(),
                        plan.peopleEach(),
                        plan.interleaved() ? "all" : "each of " + plan.arms().size() + " arms",
                        plan.hash());
        return CommandLine.ExitCode.OK;
    }
}

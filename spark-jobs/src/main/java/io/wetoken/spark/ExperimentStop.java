package io.wetoken.spark;

import io.wetoken.recommender.experiment.ExperimentStore.Said;
import io.wetoken.recommender.experiment.Line.Kind;
import java.io.IOException;
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
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends an experiment without a decision: everybody gets the usual pages within a second. It cannot be decided afterwards.")
final class ExperimentStop implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentDirectory directory = new ExperimentDirectory();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name;

    @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why; it is kept in the log.")
    private String because;

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this machine.")
    private String by;

    ExperimentStop(InstantSource clock, String by) {
        this.clock = clock;
        this.by = by;
    }

    @Override
    public Integer call() throws IOException {
        if (because.isBlank()) {
            throw new IllegalArgumentException("--because must say something; it is kept in the log");
        }
        directory.store().end(name, Kind.STOPPED, new Said(clock.instant(), by, because.strip()));
        spec.commandLine().getOut().println(name + " is stopped");
        return CommandLine.ExitCode.OK;
    }
}

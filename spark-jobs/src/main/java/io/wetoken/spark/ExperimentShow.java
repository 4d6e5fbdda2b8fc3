package io.wetoken.spark;

import io.wetoken.recommender.experiment.ExperimentStore.Known;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "People, figures and intervals of each arm, on the days that are closed. Looking decides nothing.",
        footer = {
            "",
            "change: of the arm's figure against the usual, in percent, with its interval over people.",
            "*: what the experiment is decided by. !: a guardrail."
        })
final class ExperimentShow implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentFigures experiment = new ExperimentFigures();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    ExperimentShow(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Known known = experiment.known();
        ExperimentFigures.Found found = experiment.of(known, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(found.text().json(found.closed().toString()));
            return CommandLine.ExitCode.OK;
        }
        out.print(found.text().text());
        out.println("Counted to " + found.closed() + "; its days end with " + ExperimentFigures.lastDay(known)
                + (known.runs() && !found.whole() ? ": until then it is not decided" : "") + ". Now "
                + clock.instant());
        return CommandLine.ExitCode.OK;
    }
}

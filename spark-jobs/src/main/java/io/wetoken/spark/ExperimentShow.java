package io.wetoken.spark;

import io.wetoken.recommender.experiment.ExperimentStore.Known;
import io.wetoken.spark.experiment.ResultsText;
import java.io.IOException;
import java.io.PrintWriter;
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
    private ExperimentDirectory directory = new ExperimentDirectory();

    @Mixin
    private ExperimentFigures figures = new ExperimentFigures();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    ExperimentShow(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Known known = directory.store().find(name);
        ExperimentFigures.Found found = figures.of(known, spec.commandLine().getErr());
        ResultsText text = new ResultsText(known.plan(), found.results());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text.json(found.closed().toString()));
            return CommandLine.ExitCode.OK;
        }
        out.print(text.text());
        out.println("Counted to " + found.closed() + "; its days end with " + ExperimentFigures.lastDay(known)
                + (known.runs() && found.closed().compareTo(ExperimentFigures.lastDay(known)) < 0
                        ? ": until then it is not decided"
                        : "")
                + ". Now " + clock.instant());
        return CommandLine.ExitCode.OK;
    }
}

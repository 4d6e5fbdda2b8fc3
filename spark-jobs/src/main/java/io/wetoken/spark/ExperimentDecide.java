package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.recommender.experiment.ExperimentStore.Known;
import io.wetoken.recommender.experiment.ExperimentStore.Said;
import io.wetoken.recommender.experiment.Line.Kind;
import io.wetoken.spark.experiment.Rule;
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
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Applies the rule to an experiment whose days are over and closed, writes down what it says, and ends the experiment.",
            "It changes neither settings nor models: ./we model promote does, for who adopts a model."
        })
final class ExperimentDecide implements Callable<Integer> {
    private final InstantSource clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentFigures experiment = new ExperimentFigures();

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this machine.")
    private String by;

    ExperimentDecide(InstantSource clock, String by) {
        this.clock = clock;
        this.by = by;
    }

    @Override
    public Integer call() throws IOException {
        Known known = experiment.known();
        String name = known.plan().name();
        if (!known.runs()) {
            throw new IllegalArgumentException("Experiment '" + name + "' does not run: "
                    + known.last().kind() + ", " + known.last().because());
        }
        Epoch last = ExperimentFigures.lastDay(known);
        if (clock.millis() < last.end()) {
            return early(
                    name,
                    "its days end with " + last + " (UTC); who decides before finds differences where there are none");
        }
        ExperimentFigures.Found found = experiment.of(known, spec.commandLine().getErr());
        if (!found.whole()) {
            return early(name, "epoch " + found.closed().plusDays(1) + " is not closed");
        }
        Rule.Decision decision = Rule.decide(known.plan(), found.results());
        experiment.store().end(name, Kind.DECIDED, new Said(clock.instant(), by, decision.text()));
        spec.commandLine().getOut().print(found.text().text());
        spec.commandLine().getOut().println(decision.text());
        return CommandLine.ExitCode.OK;
    }

    private int early(String name, String why) {
        spec.commandLine().getErr().println("experiment: '" + name + "' cannot be decided yet: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}

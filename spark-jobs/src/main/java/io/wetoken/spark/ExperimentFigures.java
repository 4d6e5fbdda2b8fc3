package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.experiment.ExperimentStore;
import io.wetoken.recommender.experiment.ExperimentStore.Known;
import io.wetoken.spark.experiment.PersonSums;
import io.wetoken.spark.experiment.Results;
import io.wetoken.spark.experiment.ResultsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One experiment and what came of it until now, for the commands that show and decide it. */
final class ExperimentFigures {
    /** Of the resamples: the same data give the same figures. */
    private static final long SEED = 1;

    @Mixin
    private ExperimentDirectory directory = new ExperimentDirectory();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, kafka.bootstrap; ./we names it by itself.")
    private Path config;

    @Mixin
    private SparkMaster master = new SparkMaster();

    ExperimentStore store() {
        return directory.store();
    }

    Known known() throws IOException {
        return store().find(name);
    }

    /** The last day of a plan. */
    static Epoch lastDay(Known known) {
        return Epoch.of(known.started().toEpochMilli()).plusDays(known.plan().days() - 1);
    }

    /**
     * Results of the closed days among those of the plan.
     *
     * @param closed the last of them
     */
    record Found(Known known, Results results, Epoch closed) {
        /** Whether all days of the plan are closed. */
        boolean whole() {
            return closed.compareTo(lastDay(known)) >= 0;
        }

        ResultsText text() {
            return new ResultsText(known.plan(), results);
        }
    }

    /** @throws IllegalArgumentException when none of its days is closed */
    Found of(Known known, PrintWriter err) throws IOException {
        LogSettings settings = LogSettings.load(config);
        ClosedDays closed = ClosedDays.of(settings.archive());
        Epoch first = Epoch.of(known.started().toEpochMilli());
        Epoch last = first.plusDays(-1);
        while (last.compareTo(lastDay(known)) < 0
                && closed.archive().day(last.plusDays(1)).isPresent()) {
            last = last.plusDays(1);
        }
        if (last.compareTo(first) < 0) {
            throw new IllegalArgumentException("Epoch " + first + ", on which '"
                    + known.plan().name() + "' began, is not closed: there is nothing to count yet");
        }
        err.println("Reading the pages from " + first + " to " + last + " at " + settings.kafka());
        try (Scratch scratch = Scratch.create();
                SparkSession session = master.start("experiment", scratch)) {
            SiteLog<ServedPage> served = SiteLog.pages(session, settings.kafka(), first, last);
            SiteLog<Hiding> hidings = SiteLog.hidings(session, settings.kafka(), first, last);
            List<PersonSums> sums = new Exposures(session, closed, first, last)
                    .of(served.records(), hidings.records(), known.plan().name());
            err.println(sums.size() + " people. Of pages " + served.told());
            err.println(hidings.records().count()
                    + " times something was muted, blocked or dismissed, by anybody. Of those " + hidings.told());
            return new Found(known, Results.of(known.plan(), sums, SEED), last);
        }
    }
}

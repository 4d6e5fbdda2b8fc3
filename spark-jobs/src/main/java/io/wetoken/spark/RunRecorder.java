package io.wetoken.spark;

import io.wetoken.recommender.Model;
import io.wetoken.recommender.evaluate.Asked;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Hits;
import io.wetoken.recommender.evaluate.ItemGroups;
import io.wetoken.recommender.evaluate.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Listens to an evaluation, and makes its record. */
final class RunRecorder {
    private final Split split;
    private final ItemGroups groups;
    private final Map<String, Hits.Collector> models = new LinkedHashMap<>();

    RunRecorder(Split split, ItemGroups groups) {
        this.split = split;
        this.groups = groups;
    }

    Evaluator.Listed of(Model model) {
        Hits.Collector collector = new Hits.Collector(split.cases(), groups);
        models.put(model.name(), collector);
        return collector::listed;
    }

    /** What each model found, by its name. */
    Map<String, Hits> hits() {
        Map<String, Hits> hits = new LinkedHashMap<>();
        models.forEach((model, collector) -> hits.put(model, collector.hits()));
        return hits;
    }

    Asked asked() {
        return Asked.of(split, groups);
    }

    /**
     * @param weights that models learnt, by name
     * @param data SHA-256 of the files, by what they are
     */
    RunRecord of(
            EvaluationReport report,
            RunConfig config,
            SortedMap<String, String> weights,
            SortedMap<String, String> data)
            throws IOException {
        Map<String, RunRecord.Run> runs = new LinkedHashMap<>();
        for (EvaluationReport.Line line : report.models()) {
            Hits.Collector collector = models.get(line.name());
            if (collector != null) {
                runs.put(line.name(), new RunRecord.Run(line.figures(), collector.hits()));
            }
        }
        return new RunRecord(
                config.k(),
                report.items(),
                config.seed(),
                CodeHash.of(Evaluator.class, RunRecorder.class),
                data,
                config.values(),
                weights,
                asked(),
                runs);
    }
}

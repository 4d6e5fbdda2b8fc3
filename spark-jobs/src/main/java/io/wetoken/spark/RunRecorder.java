package io.wetoken.spark;

import io.wetoken.recommender.Model;
import io.wetoken.recommender.evaluate.Asked;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Hits;
import io.wetoken.recommender.evaluate.Split;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Listens to an evaluation, and makes its record. */
final class RunRecorder {
    private final Split split;
    private final BitSet head;
    private final Map<String, Hits.Collector> models = new LinkedHashMap<>();

    RunRecorder(Split split) {
        this.split = split;
        this.head = Asked.head(split);
    }

    Evaluator.Listed of(Model model) {
        Hits.Collector collector = new Hits.Collector(split.cases(), head);
        models.put(model.name(), collector);
        return collector::listed;
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
                Asked.of(split, head),
                runs);
    }
}

package io.wetoken.spark;

import io.wetoken.recommender.Model;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.evaluate.Asked;
import io.wetoken.recommender.evaluate.Evaluator;
import io.wetoken.recommender.evaluate.Hits;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.learn.AlternatingLeastSquares;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Listens to an evaluation, and writes its record. */
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

    /** @return the file */
    Path write(Path directory, EvaluationReport report, long seed, Path train, Optional<Path> valid, Path test)
            throws IOException {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("train", CodeHash.sha256(train));
        data.put("test", CodeHash.sha256(test));
        if (valid.isPresent()) {
            data.put("valid", CodeHash.sha256(valid.get()));
        }
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("walk", RandomWalk.Parameters.REFERENCE.toString());
        parameters.put("als", AlternatingLeastSquares.Parameters.REFERENCE.toString());
        Map<String, RunRecord.Run> runs = new LinkedHashMap<>();
        for (EvaluationReport.Line line : report.models()) {
            Hits.Collector collector = models.get(line.name());
            if (collector != null) {
                runs.put(line.name(), new RunRecord.Run(line.figures(), collector.hits()));
            }
        }
        String code = CodeHash.of(Evaluator.class, RunRecorder.class);
        return new RunRecord(report.k(), report.items(), seed, code, data, parameters, Asked.of(split, head), runs)
                .write(directory);
    }
}

package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Figures;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an evaluation found, for people and for programs. */
public record EvaluationReport(int k, int users, int items, List<Line> models) {
    /**
     * One model.
     *
     * @param trainSeconds to learn the tables that it needs; models that share a table name the same seconds
     * @param peakMemoryMb the process's largest resident memory so far, or its heap where the system does not tell
     */
    public record Line(String name, Figures figures, double trainSeconds, double evaluateSeconds, long peakMemoryMb) {}

    String json() {
        return String.format(Locale.ROOT, "{\"k\":%d,\"users\":%d,\"items\":%d,\"models\":[", k, users, items)
                + models.stream().map(EvaluationReport::json).collect(Collectors.joining(","))
                + "]}";
    }

    private static String json(Line line) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"recall\":%.6f,\"ndcg\":%.6f,\"coverage\":%.6f,\"novelty\":%.6f,"
                        + "\"trainSeconds\":%.3f,\"evaluateSeconds\":%.3f,\"peakMemoryMb\":%d}",
                line.name(),
                line.figures().recall(),
                line.figures().ndcg(),
                line.figures().coverage(),
                line.figures().novelty(),
                line.trainSeconds(),
                line.evaluateSeconds(),
                line.peakMemoryMb());
    }

    String text() {
        String heads = String.format(
                Locale.ROOT,
                "%-12s %9s %9s %9s %9s %8s %8s %9s%n",
                "model",
                "recall@" + k,
                "ndcg@" + k,
                "coverage",
                "novelty",
                "train s",
                "rank s",
                "peak MB");
        return heads + models.stream().map(EvaluationReport::text).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String text(Line line) {
        return String.format(
                Locale.ROOT,
                "%-12s %9.4f %9.4f %9.4f %9.2f %8.1f %8.1f %9d",
                line.name(),
                line.figures().recall(),
                line.figures().ndcg(),
                line.figures().coverage(),
                line.figures().novelty(),
                line.trainSeconds(),
                line.evaluateSeconds(),
                line.peakMemoryMb());
    }
}

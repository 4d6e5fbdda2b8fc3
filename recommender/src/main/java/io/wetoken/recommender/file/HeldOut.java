package io.wetoken.recommender.file;

import java.util.Map;
import java.util.Optional;

/**
 * What a model found of what people took to anew on a day that it had not seen, and what popularity found.
 *
 * @param day UTC, such as 2026-11-21
 * @param k length of the lists
 * @param people who were asked
 * @param popularRecall NaN where popularity was not asked; so {@code popularNdcg}
 */
public record HeldOut(
        String day, int k, long people, double recall, double ndcg, double popularRecall, double popularNdcg) {
    private static final String RECALL = "recall@";

    /** By what a card says; empty for one without figures of its own model, as of a first day. */
    public static Optional<HeldOut> of(Card card) {
        String suffix = "." + card.model();
        for (Map.Entry<String, Double> metric : card.metrics().entrySet()) {
            String name = metric.getKey();
            if (name.startsWith(RECALL) && name.endsWith(suffix)) {
                String k = name.substring(RECALL.length(), name.length() - suffix.length());
                return Optional.of(new HeldOut(
                        card.parameters().getOrDefault("days.last", ""),
                        Integer.parseInt(k),
                        Math.round(card.metrics().getOrDefault("evaluated.people", 0.0)),
                        metric.getValue(),
                        figure(card, "ndcg@" + k + suffix),
                        figure(card, RECALL + k + ".popularity"),
                        figure(card, "ndcg@" + k + ".popularity")));
            }
        }
        return Optional.empty();
    }

    private static double figure(Card card, String name) {
        return card.metrics().getOrDefault(name, Double.NaN);
    }
}

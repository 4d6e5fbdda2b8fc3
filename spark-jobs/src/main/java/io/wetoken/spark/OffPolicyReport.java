package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import io.wetoken.recommender.offpolicy.Diagnostics;
import io.wetoken.recommender.offpolicy.OffPolicyEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an off-policy evaluation found, for people and for programs.
 *
 * @param logged the value of the policy that ran
 * @param onPolicy what the policy that is asked about earned itself, where its log is there
 */
record OffPolicyReport(
        int impressions,
        Estimate logged,
        OffPolicyEvaluation found,
        Optional<Estimate> onPolicy,
        OptionalDouble clip,
        Bootstrap bootstrap) {
    private static final String LINE = "%-10s %10s  %-20s %10s  %s";

    String json() {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("impressions", impressions)
                .put("seed", bootstrap.seed())
                .put("resamples", bootstrap.resamples())
                .put("confidence", bootstrap.confidence());
        clip.ifPresentOrElse(weight -> json.put("clip", weight), () -> json.putNull("clip"));
        put(json.putObject("log"), logged);
        onPolicy.ifPresent(truth -> put(json.putObject("onPolicy"), truth));
        Diagnostics weights = found.diagnostics();
        json.putObject("weights")
                .put("effectiveSampleSize", weights.effectiveSampleSize())
                .put("mean", weights.meanWeight())
                .put("largest", weights.largestWeight())
                .put("clipped", weights.clipped())
                .put("unseen", weights.unseen());
        for (Estimate estimate : found.estimates()) {
            ObjectNode line = json.withArray("estimators").addObject().put("name", estimate.name());
            put(line, estimate);
            onPolicy.ifPresent(truth -> line.put("coversOnPolicy", estimate.covers(truth.value())));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, Estimate estimate) {
        json.put("value", estimate.value()).put("low", estimate.low()).put("high", estimate.high());
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                        Locale.ROOT,
                        LINE,
                        "estimator",
                        "value",
                        "95 % interval",
                        "effective",
                        onPolicy.isPresent() ? "covers on-policy" : "")
                .stripTrailing());
        Diagnostics weights = found.diagnostics();
        for (Estimate estimate : found.estimates()) {
            String covers = onPolicy.map(truth -> estimate.covers(truth.value()) ? "yes" : "no")
                    .orElse("");
            lines.add(line(estimate, Math.round(weights.effectiveSampleSize()), covers));
        }
        onPolicy.ifPresent(truth -> lines.add(line(truth, -1, "")));
        lines.add(line(logged, impressions, ""));
        lines.add(String.format(
                Locale.ROOT,
                "weights: mean %.3f (near 1 when propensities are true), largest %.2f, %s; never shown by the log: %.4f of the policy",
                weights.meanWeight(),
                weights.largestWeight(),
                clip.isPresent()
                        ? weights.clipped() + " of " + impressions + " cut to " + clip.getAsDouble()
                        : "none cut",
                weights.unseen()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(Estimate estimate, long effective, String covers) {
        String interval = String.format(Locale.ROOT, "%.5f to %.5f", estimate.low(), estimate.high());
        return String.format(
                        Locale.ROOT,
                        LINE,
                        estimate.name(),
                        String.format(Locale.ROOT, "%.5f", estimate.value()),
                        interval,
                        effective < 0 ? "" : effective,
                        covers)
                .stripTrailing();
    }
}

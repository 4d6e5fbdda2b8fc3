package io.wetoken.spark.experiment;

import io.wetoken.recommender.experiment.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one rule by which experiments are decided. It was written before any of them began; what it is applied to stands in the plan. It is asked when the plan's days are over, and not before, for who looks every day
 * and stops at the first good one finds differences where there are none.
 */
public final class Rule {
    /** Numbers less probable than this are no chance (A. Fabijan et al., "Diagnosing Sample Ratio Mismatch", KDD 2019). */
    private static final double TOO_UNEVEN = .001;

    private static final double EVEN = .5;
    private static final double TOO_PROBABLE = .05;

    private Rule() {}

    /** What it says. */
    public enum Verdict {
        /** The arms are no fair division of people: nothing follows. */
        INVALID,
        /** Too few people came: nothing follows. */
        TOO_FEW,
        /** The usual stays. */
        KEEP,
        /** The named arm becomes the usual. */
        ADOPT
    }

    /** @param arm empty unless one is adopted */
    public record Decision(Verdict verdict, Optional<String> arm, String because) {
        public String text() {
            return verdict + arm.map(name -> " " + name).orElse("") + ": " + because;
        }
    }

    /** In its order: a fair division, enough people, every guardrail, the metric. */
    public static Decision decide(Plan plan, Results results) {
        if (results.evenSplit() < TOO_UNEVEN) {
            return said(
                    Verdict.INVALID,
                    String.format(
                            Locale.ROOT,
                            "people are %s, which is no chance (p = %.1e)",
                            results.people(),
                            results.evenSplit()));
        }
        int fewest = results.people().values().stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
        if (fewest < plan.peopleEach()) {
            return said(Verdict.TOO_FEW, fewest + " people in an arm, planned were " + plan.peopleEach());
        }
        return plan.interleaved() ? byPreference(plan, results) : byMetric(plan, results);
    }

    private static Decision byPreference(Plan plan, Results results) {
        String other = plan.arms().get(1).name();
        return results.preference()
                .filter(of -> of.share().low() > EVEN && of.chance() < TOO_PROBABLE)
                .map(of -> new Decision(Verdict.ADOPT, Optional.of(other), told(of)))
                .orElseGet(() ->
                        said(Verdict.KEEP, results.preference().map(Rule::told).orElse("nobody took anything")));
    }

    private static String told(Results.Preference of) {
        return String.format(
                Locale.ROOT,
                "%d people took more of its picks and %d of the usual (p = %.3f); %.3f of what was taken, %.3f to %.3f",
                of.other(),
                of.usual(),
                of.chance(),
                of.share().value(),
                of.share().low(),
                of.share().high());
    }

    private static Decision byMetric(Plan plan, Results results) {
        List<String> better = results.changes().entrySet().stream()
                .filter(arm -> gain(plan, arm.getValue()) > 0
                        && broken(plan, arm.getValue()).isEmpty())
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, Map<String, Change>> arm) -> -gain(plan, arm.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        StringBuilder because = new StringBuilder();
        results.changes()
                .forEach((arm, changes) -> because.append(because.isEmpty() ? "" : "; ")
                        .append(arm)
                        .append(' ')
                        .append(told(plan.metric(), changes.get(plan.metric())))
                        .append(broken(plan, changes)
                                .map(guardrail -> ", but " + guardrail)
                                .orElse("")));
        return better.isEmpty()
                ? said(Verdict.KEEP, because.toString())
                : new Decision(Verdict.ADOPT, Optional.of(better.get(0)), because.toString());
    }

    /** How far the interval of the metric lies on the good side; not above 0 when it does not. */
    private static double gain(Plan plan, Map<String, Change> changes) {
        Change change = changes.get(plan.metric());
        double gain = Metric.named(plan.metric()).moreIsBetter() ? change.low() : -change.high();
        return Double.isNaN(gain) ? 0 : gain;
    }

    /** The first guardrail of which it is not sure that it got no worse than it may: what nobody knows does not hold. */
    private static Optional<String> broken(Plan plan, Map<String, Change> changes) {
        return plan.guardrails().entrySet().stream()
                .filter(guardrail -> {
                    Change change = changes.get(guardrail.getKey());
                    double worst = Metric.named(guardrail.getKey()).moreIsBetter() ? change.low() : -change.high();
                    return !(worst >= -guardrail.getValue());
                })
                .map(guardrail -> told(guardrail.getKey(), changes.get(guardrail.getKey())) + " where it may lose "
                        + guardrail.getValue() + " %")
                .findFirst();
    }

    static String told(String metric, Change change) {
        return metric + " " + change.told();
    }

    private static Decision said(Verdict verdict, String because) {
        return new Decision(verdict, Optional.empty(), because);
    }
}

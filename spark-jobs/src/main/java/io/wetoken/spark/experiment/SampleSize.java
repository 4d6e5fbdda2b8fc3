package io.wetoken.spark.experiment;

import io.wetoken.recommender.experiment.Plan;
import org.apache.commons.math3.distribution.NormalDistribution;

/** How many people it takes to find the smallest effect of a plan four times out of five, with one false alarm in twenty experiments. */
public final class SampleSize {
    public static final double CONFIDENCE = .95;
    private static final double POWER = .8;
    private static final double PERCENT = 100;

    private SampleSize() {}

    /** Of each interval, when as many arms are held against the usual one (C. Bonferroni 1936). */
    static double confidence(Plan plan) {
        return 1 - (1 - CONFIDENCE) / (plan.arms().size() - 1);
    }

    /**
     * In each arm: {@code 2 (1 + δ)² ((z₁ + z₂) σ / (δ μ))²}, where δ is the smallest effect, of the usual mean μ. The usual formula is without {@code (1 + δ)²}, for a difference of arms that deviate alike. Here
     * the change is of a ratio, of which a noisy usual mean is multiplied by {@code 1 + δ} too, and whoever watches a fifth longer also deviates by a fifth more: without it the power at an effect of 20 %
     * is .67, not .8. Of an interleaving, whose mean is a share of .5, altogether and without these factors. R. Kohavi, D. Tang, Y. Xu, Trustworthy Online Controlled
     * Experiments, 2020, ch. 17.
     */
    public static long needed(Plan plan) {
        NormalDistribution normal = new NormalDistribution();
        double z = normal.inverseCumulativeProbability((1 + confidence(plan)) / 2)
                + normal.inverseCumulativeProbability(POWER);
        double effect = plan.effectPercent() / PERCENT;
        double ratio = z * plan.deviation() / (plan.mean() * effect);
        double factor = plan.interleaved() ? 1 : 2 * (1 + effect) * (1 + effect);
        return (long) Math.ceil(factor * ratio * ratio);
    }

    /** @throws IllegalArgumentException when the plan names no metric, or people are too few for what it wants to find */
    public static void check(Plan plan) {
        Metric.named(plan.metric());
        plan.guardrails().keySet().forEach(Metric::named);
        if (!(plan.mean() > 0) || !(plan.deviation() > 0)) {
            throw new IllegalArgumentException("expected.mean.milli and expected.deviation.milli must be above 0");
        }
        if (plan.peopleEach() < needed(plan)) {
            throw new IllegalArgumentException("people.each is " + plan.peopleEach() + ", and " + needed(plan)
                    + " are needed to find " + plan.effectPercent() + " % of " + plan.mean() + " with a deviation of "
                    + plan.deviation() + "; raise it, or look for a larger effect");
        }
    }
}

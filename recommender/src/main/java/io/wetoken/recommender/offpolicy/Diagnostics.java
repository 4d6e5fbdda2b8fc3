package io.wetoken.recommender.offpolicy;

/**
 * Whether a log can speak for a policy.
 *
 * @param effectiveSampleSize {@code (Σw)² / Σw²}: so many impressions of the policy's own would say as much (L. Kish, Survey Sampling, 1965)
 * @param meanWeight near 1 when the logged propensities are true and everything that the policy shows had a chance
 * @param largestWeight how much one impression can weigh
 * @param clipped impressions whose weight was cut
 * @param unseen the policy's probability of what the log never showed at that position: about this share of its reward the log says nothing
 */
public record Diagnostics(
        double effectiveSampleSize, double meanWeight, double largestWeight, int clipped, double unseen) {}

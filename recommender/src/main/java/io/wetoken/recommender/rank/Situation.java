package io.wetoken.recommender.rank;

import java.util.Map;
import java.util.Set;

/**
 * Who reads, and when.
 *
 * @param at ms since 1970
 * @param history number of their acts that are known
 * @param taste by creator, the share of the time that they watched in four weeks, as the daily analysis found it
 * @param creators by creator, the share of their last acts
 * @param topics by topic, the same
 * @param sessionCreators whose works they played since they sat down
 * @param sessionTopics of what they played since they sat down
 */
public record Situation(
        long at,
        int history,
        Map<String, Double> taste,
        Map<String, Double> creators,
        Map<String, Double> topics,
        Set<String> sessionCreators,
        Set<String> sessionTopics) {
    /** Of somebody of whom nothing is known. */
    public static Situation unknown(long at) {
        return new Situation(at, 0, Map.of(), Map.of(), Map.of(), Set.of(), Set.of());
    }
}

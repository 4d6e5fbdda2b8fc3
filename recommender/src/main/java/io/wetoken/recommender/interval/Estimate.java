package io.wetoken.recommender.interval;

/**
 * A figure and its interval.
 *
 * @param low the lower end of its interval
 * @param high the upper end
 */
public record Estimate(String name, double value, double low, double high) {
    public boolean covers(double truth) {
        return low <= truth && truth <= high;
    }
}

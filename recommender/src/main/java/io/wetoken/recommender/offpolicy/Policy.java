package io.wetoken.recommender.offpolicy;

import java.util.Arrays;

/** By which chance a policy shows each item at each position, to anybody at any time. */
public final class Policy {
    /** Files give so many digits. */
    private static final double ROUNDED = 1e-4;

    private final double[][] chances;

    /**
     * @param chances by position, then item; those of a position make 1
     * @throws IllegalArgumentException giving the position and what is wrong
     */
    public Policy(double[][] chances) {
        this.chances = Arrays.stream(chances).map(double[]::clone).toArray(double[][]::new);
        for (int position = 0; position < chances.length; position++) {
            double sum = Arrays.stream(chances[position]).sum();
            boolean negative = Arrays.stream(chances[position]).anyMatch(chance -> !(chance >= 0));
            if (negative || !(Math.abs(sum - 1) <= ROUNDED)) {
                throw new IllegalArgumentException("The policy's probabilities at position " + position
                        + " must be at least 0 and make 1, "
                        + (negative ? "and one is negative or no number" : "and make " + sum));
            }
        }
    }

    /**
     * The policy that wrote a log, over the log's time: an item's share of what was shown at a position. For a policy that learns while it runs, as Thompson
     * sampling does, the mean of its propensities over the impressions of an item would be too high, since an item is shown most when its propensity is; the
     * share is without bias.
     *
     * @throws IllegalArgumentException when nothing was shown at a position
     */
    public static Policy shownBy(ImpressionLog log) {
        double[][] shares = new double[log.positions()][log.items()];
        int[] shown = new int[log.positions()];
        for (Impression one : log.impressions()) {
            shares[one.position()][one.item()]++;
            shown[one.position()]++;
        }
        for (int position = 0; position < shares.length; position++) {
            if (shown[position] == 0) {
                throw new IllegalArgumentException(
                        "The policy's log has nothing at position " + position + " (from 0), and the other log has");
            }
            for (int item = 0; item < log.items(); item++) {
                shares[position][item] /= shown[position];
            }
        }
        return new Policy(shares);
    }

    double chance(int position, int item) {
        return chances[position][item];
    }

    int positions() {
        return chances.length;
    }

    int items() {
        return chances[0].length;
    }
}

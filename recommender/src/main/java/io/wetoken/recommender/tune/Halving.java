package io.wetoken.recommender.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Successive halving: many trials on a small share of the people, the best of them on a larger one, until the best of all have had everybody.
 *
 * <p>Source: K. Jamieson, A. Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016; it is one bracket of L. Li et al.,
 * "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization", ICLR 2017.
 *
 * @param trials at the start
 * @param eta one in so many is kept, and gets so many times the people
 * @param least share of the people at the start
 */
public record Halving(int trials, int eta, double least) {
    public static final int MOST_TRIALS = 10_000;

    public Halving {
        if (trials < 1 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException("trials must be from 1 to " + MOST_TRIALS + ", are " + trials);
        }
        if (eta < 2) {
            throw new IllegalArgumentException("eta must be at least 2, is " + eta);
        }
        if (!(least > 0) || least > 1) {
            throw new IllegalArgumentException("the least share of people must be above 0 and at most 1, is " + least);
        }
    }

    /** @param share of the people; the last rung has 1 */
    public record Rung(double share, int trials) {}

    /** As many as there are trials, and people, to divide. */
    public List<Rung> rungs() {
        int divisions = 0;
        long parts = 1;
        while (parts * eta <= trials && 1.0 / (parts * eta) >= least * (1 - 1e-9)) {
            parts *= eta;
            divisions++;
        }
        List<Rung> rungs = new ArrayList<>();
        for (int rung = 0, left = trials; rung <= divisions; rung++, left /= eta, parts /= eta) {
            rungs.add(new Rung(1.0 / parts, left));
        }
        return rungs;
    }

    /**
     * The best, ascending by number; of equals the lower number.
     *
     * @param found by trial, higher is better
     */
    public static List<Integer> best(Map<Integer, Double> found, int count) {
        return found.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(count)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}

package io.wetoken.recommender.feed;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How probable it is that each of some items is the one that people respond to most. What is known of an item's rate of response is Beta(1 + responses, 1 + plays without
 * one): a uniform prior after so many trials. The probability that one rate is above all others is {@code ∫ f_i(x) Π_{j≠i} F_j(x) dx}, here a sum over
 * {@value #POINTS} points, which lie closer the nearer they are to 1, where the best of many are. It is with this probability that Thompson sampling draws an item,
 * so whoever draws by it knows the propensity, where drawing rates would leave it to be estimated.
 *
 * <p>Source: W. Thompson, "On the Likelihood that One Unknown Probability Exceeds Another in View of the Evidence of Two Samples", Biometrika 25, 1933.
 */
final class Posterior {
    private static final int POINTS = 256;
    /** Items have fewer plays. */
    private static final int PLAYS = (int) ExplorationFloor.FEW_PLAYS;

    /** By {@link #kind}: items with as many plays and responses are all alike. */
    private static final AtomicReferenceArray<Density> DENSITIES = new AtomicReferenceArray<>(PLAYS * PLAYS);

    private Posterior() {}

    /**
     * At each point the mass around it over what lies below, half of its own included, so at most 2; and the logarithm of what lies below.
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Density(double[] massOverBelow, double[] logBelow) {
        static Density of(int plays, int responses) {
            double[] mass = new double[POINTS];
            double sum = 0;
            for (int i = 0; i < POINTS; i++) {
                // x = 1 - u², so that a step of u is one of 2u in x.
                double u = (i + 0.5) / POINTS;
                mass[i] = StrictMath.pow(1 - u * u, responses) * StrictMath.pow(u * u, (double) plays - responses) * u;
                sum += mass[i];
            }
            double[] share = new double[POINTS];
            double[] below = new double[POINTS];
            double under = 0;
            for (int i = POINTS - 1; i >= 0; i--) {
                mass[i] /= sum;
                share[i] = mass[i] == 0 ? 0 : mass[i] / (under + mass[i] / 2);
                below[i] = StrictMath.log(under + mass[i] / 2);
                under += mass[i];
            }
            return new Density(share, below);
        }
    }

    /**
     * In the order of the items; they sum to 1.
     *
     * @param items of fewer than {@value ExplorationFloor#FEW_PLAYS} plays; more responses than plays count as so many
     */
    static double[] best(List<Candidate> items) {
        int[] kinds = new int[items.size()];
        int[] counts = new int[PLAYS * PLAYS];
        for (int item = 0; item < kinds.length; item++) {
            kinds[item] = kind(items.get(item));
            counts[kinds[item]]++;
        }
        double[] allBelow = new double[POINTS];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                double[] below = density(kind).logBelow();
                for (int i = 0; i < POINTS; i++) {
                    allBelow[i] += counts[kind] * below[i];
                }
            }
        }
        for (double below : allBelow) {
            greatest = Math.max(greatest, below);
        }
        for (int i = 0; i < POINTS; i++) {
            allBelow[i] = StrictMath.exp(allBelow[i] - greatest);
        }
        double[] each = new double[counts.length];
        double sum = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                Density density = density(kind);
                for (int i = 0; i < POINTS; i++) {
                    each[kind] += density.massOverBelow()[i] * allBelow[i];
                }
                sum += counts[kind] * each[kind];
            }
        }
        double[] best = new double[kinds.length];
        for (int item = 0; item < best.length; item++) {
            best[item] = each[kinds[item]] / sum;
        }
        return best;
    }

    private static int kind(Candidate item) {
        return (int) (item.plays() * PLAYS + Math.min(item.plays(), item.responses()));
    }

    private static Density density(int kind) {
        Density kept = DENSITIES.get(kind);
        if (kept != null) {
            return kept;
        }
        Density made = Density.of(kind / PLAYS, kind % PLAYS);
        DENSITIES.set(kind, made);
        return made;
    }
}

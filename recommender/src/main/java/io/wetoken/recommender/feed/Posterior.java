package io.wetoken.recommender.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

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
    /** Items of few plays have few densities; those of one kind are all alike. */
    private static final int MOST_KEPT = 1_000;

    private static final Map<Known, Density> DENSITIES = new ConcurrentHashMap<>();

    private Posterior() {}

    /** @param responses at most as many as plays */
    private record Known(long plays, long responses) implements Comparable<Known> {
        static Known of(Candidate candidate) {
            return new Known(candidate.plays(), Math.min(candidate.plays(), candidate.responses()));
        }

        @Override
        public int compareTo(Known other) {
            return plays != other.plays ? Long.compare(plays, other.plays) : Long.compare(responses, other.responses);
        }
    }

    /** At each point the mass around it, and the logarithm of what lies below, half of its own included. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Density(double[] mass, double[] logBelow) {
        static Density of(Known known) {
            double[] mass = new double[POINTS];
            double sum = 0;
            for (int i = 0; i < POINTS; i++) {
                // x = 1 - u², so that a step of u is one of 2u in x.
                double u = (i + 0.5) / POINTS;
                mass[i] = StrictMath.exp(known.responses() * StrictMath.log(1 - u * u)
                                + (known.plays() - known.responses()) * 2 * StrictMath.log(u))
                        * u;
                sum += mass[i];
            }
            double[] below = new double[POINTS];
            double under = 0;
            for (int i = POINTS - 1; i >= 0; i--) {
                mass[i] /= sum;
                below[i] = StrictMath.log(under + mass[i] / 2);
                under += mass[i];
            }
            return new Density(mass, below);
        }
    }

    /** In the order of the items; they sum to 1. */
    static double[] best(List<Candidate> items) {
        Map<Known, Integer> kinds = new TreeMap<>();
        items.forEach(item -> kinds.merge(Known.of(item), 1, Integer::sum));
        double[] allBelow = new double[POINTS];
        kinds.forEach((kind, count) -> {
            double[] below = density(kind).logBelow();
            for (int i = 0; i < POINTS; i++) {
                allBelow[i] += count * below[i];
            }
        });
        double greatest = Arrays.stream(allBelow).max().orElseThrow();
        Map<Known, Double> each = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Known, Integer> kind : kinds.entrySet()) {
            Density density = density(kind.getKey());
            double probability = 0;
            for (int i = 0; i < POINTS; i++) {
                probability += density.mass()[i] * StrictMath.exp(allBelow[i] - greatest - density.logBelow()[i]);
            }
            each.put(kind.getKey(), probability);
            sum += kind.getValue() * probability;
        }
        double all = sum;
        return items.stream()
                .mapToDouble(item -> each.get(Known.of(item)) / all)
                .toArray();
    }

    private static Density density(Known known) {
        Density kept = DENSITIES.get(known);
        if (kept != null) {
            return kept;
        }
        Density made = Density.of(known);
        if (DENSITIES.size() < MOST_KEPT) {
            DENSITIES.put(known, made);
        }
        return made;
    }
}

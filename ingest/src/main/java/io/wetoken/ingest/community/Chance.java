package io.wetoken.ingest.community;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Everything random, from one seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @return within {@code [from, end)} */
    long between(long from, long end) {
        return random.nextLong(from, end);
    }

    int below(int end) {
        return random.nextInt(end);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double share() {
        return random.nextDouble();
    }

    /** How many, at least {@code least}: most draws are small and a few are large (Pareto, shape 1.5), at most {@code most}. */
    int heavyTailed(int least, int most) {
        return (int) Math.min(most, least / Math.pow(1 - random.nextDouble(), 1 / 1.5));
    }

    /** Milliseconds until the next of independent acts with the given mean. */
    long waiting(double meanMs) {
        return (long) (-meanMs * Math.log(1 - random.nextDouble()));
    }

    /** Around a median, as waiting and reading times of people are: log-normal, so that a few are many times longer. */
    long around(double median, double sigma) {
        return (long) (median * StrictMath.exp(sigma * gaussian()));
    }

    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** @param cumulative rising sums of weights */
    int weighted(double[] cumulative) {
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > drawn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    String uuid() {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    String hash() {
        return String.format("%016x", random.nextLong());
    }
}

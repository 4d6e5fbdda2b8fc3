package io.wetoken.recommender;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holds out a tenth of everybody's items, rounded up, but never somebody's only one. Which, is a matter of the seed and of the user's name and the item's number
 * alone, so it is the same however users are cut over machines.
 */
public final class HoldOut implements Serializable {
    private static final int SHARE = 10;

    private final long seed;

    public HoldOut(long seed) {
        this.seed = seed;
    }

    /**
     * One user.
     *
     * @param held ascending item numbers; none where there is nothing to spare
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Parted(UserItems kept, int[] held) implements Serializable {}

    public Parted part(UserItems user) {
        int size = user.items().length;
        int out = size < 2 ? 0 : (size + SHARE - 1) / SHARE;
        int[] places = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong((Integer place) -> order(user, place))
                        .thenComparing(place -> user.items()[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] held = new int[out];
        for (int i = 0; i < out; i++) {
            held[i] = user.items()[places[i]];
        }
        Arrays.sort(held);
        int[] rest = Arrays.copyOfRange(places, out, size);
        Arrays.sort(rest);
        return new Parted(
                new UserItems(
                        user.user(),
                        Arrays.stream(rest).map(place -> user.items()[place]).toArray(),
                        Arrays.stream(rest).map(place -> user.weights()[place]).toArray()),
                held);
    }

    /** In whose order people are asked, where not all of them are. */
    public long order(UserItems user) {
        return mixed(seed, user.user().hashCode(), -1);
    }

    private long order(UserItems user, int place) {
        return mixed(seed, user.user().hashCode(), user.items()[place]);
    }

    /** The finaliser of SplitMix64, twice. */
    private static long mixed(long seed, int user, int item) {
        return scattered(scattered(seed * 0x9E3779B97F4A7C15L + user) + item);
    }

    private static long scattered(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

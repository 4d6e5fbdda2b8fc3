package io.wetoken.spark.core;

import java.io.Serializable;

/** A set of the trailing days, by how many days ago they were. Immutable. */
public record Days(long first, long second, long third) implements Serializable {
    /** A window of REWARD.md; both end with the epoch's own day. */
    public static final int RECENT = 28;

    /** The longest window, and the most days that a set holds. */
    public static final int ALL = 180;

    public static final Days NONE = new Days(0, 0, 0);

    public static Days of(int daysAgo) {
        if (daysAgo < 0 || daysAgo >= ALL) {
            throw new IllegalArgumentException("A trailing day is 0.." + (ALL - 1) + " days ago, not " + daysAgo);
        }
        long bit = 1L << daysAgo;
        return switch (daysAgo / Long.SIZE) {
            case 0 -> new Days(bit, 0, 0);
            case 1 -> new Days(0, bit, 0);
            default -> new Days(0, 0, bit);
        };
    }

    public Days or(Days other) {
        return new Days(first | other.first, second | other.second, third | other.third);
    }

    /** How many of them are less than {@code window} days ago. */
    public int within(int window) {
        return Long.bitCount(first & below(window))
                + Long.bitCount(second & below(window - Long.SIZE))
                + Long.bitCount(third & below(window - 2 * Long.SIZE));
    }

    private static long below(int days) {
        if (days <= 0) {
            return 0;
        }
        return days >= Long.SIZE ? -1 : (1L << days) - 1;
    }
}

package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Bounds that every implementation keeps. */
final class Limits {
    private Limits() {}

    /** The order of rows in HBase. */
    static final Comparator<AccountId> BY_BYTES = (left, right) -> Arrays.compareUnsigned(
            left.value().getBytes(StandardCharsets.UTF_8), right.value().getBytes(StandardCharsets.UTF_8));

    private static final int MAX_ID = 64;

    static void uploadId(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1," + MAX_ID + "}")) {
            throw new IllegalArgumentException(
                    "An upload's id is 1.." + MAX_ID + " letters, digits, - and _, not '" + id + "'");
        }
    }

    static void title(String title) {
        length("A title", title, 1, Clips.MAX_TITLE);
    }

    static void topic(String topic) {
        length("A topic", topic, 0, Clips.MAX_TOPIC);
    }

    /** @throws IllegalArgumentException when a list is asked for more than {@code most} or for nothing */
    static int list(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("A list has 1.." + most + " entries, " + limit + " were asked for");
        }
        return limit;
    }

    /** @throws IllegalArgumentException when the epoch has begun from which shares are to count */
    static void future(Spaces.Space space, Epoch today) {
        if (space.from().compareTo(today) <= 0) {
            throw new IllegalArgumentException("Shares are set for epochs that have not begun: of " + space.owner()
                    + " from " + space.from() + ", today is " + today);
        }
    }

    private static void length(String what, String text, int least, int most) {
        if (text.length() < least || text.length() > most) {
            throw new IllegalArgumentException(
                    what + " has " + least + ".." + most + " characters, not " + text.length());
        }
    }

    static void top(List<Tallies.Ranked> top) {
        if (top.size() > Tallies.MAX_TOP) {
            throw new IllegalArgumentException(top.size() + " creators are in a list of at most " + Tallies.MAX_TOP);
        }
    }

    static void trending(List<Metrics.Trending> trending) {
        if (trending.size() > Metrics.MAX_TRENDING) {
            throw new IllegalArgumentException(
                    trending.size() + " contents trend, the most is " + Metrics.MAX_TRENDING);
        }
    }
}

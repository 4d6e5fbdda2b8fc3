package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.List;

/** How many have to do with an item, and how much. */
public final class Popular {
    private Popular() {}

    /** Users by item. */
    public static long[] users(List<UserItems> users, int items) {
        long[] count = new long[items];
        users.forEach(user -> {
            for (int item : user.items()) {
                count[item]++;
            }
        });
        return count;
    }

    /** The sum of weights by item. */
    public static long[] weights(List<UserItems> users, int items) {
        long[] sums = new long[items];
        users.forEach(user -> {
            for (int i = 0; i < user.items().length; i++) {
                sums[user.items()[i]] += user.weights()[i];
            }
        });
        return sums;
    }

    public static FloatBuffer table(long[] counts) {
        FloatBuffer table = FloatBuffer.allocate(counts.length);
        for (int item = 0; item < counts.length; item++) {
            table.put(item, (float) counts[item]);
        }
        return table;
    }
}

package io.wetoken.recommender;

import java.io.Serializable;

/**
 * One user's interactions, to learn from.
 *
 * @param items dense indices, each once
 * @param weights positive whole numbers, so that sums are the same in any order
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and they are read by the million.
public record UserItems(String user, int[] items, int[] weights) implements Serializable {
    public UserItems {
        if (items.length != weights.length) {
            throw new IllegalArgumentException(
                    "User '" + user + "' has " + items.length + " items and " + weights.length + " weights");
        }
    }

    public long total() {
        long total = 0;
        for (int weight : weights) {
            total += weight;
        }
        return total;
    }

    public History history() {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = weights[i];
        }
        return new History(items, floats);
    }
}

package io.wetoken.recommender;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An item's neighbours with what each part of the blend gives them.
 *
 * @param parts by part, then by neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Candidates(int item, int[] neighbours, float[][] parts) implements Serializable {
    /** What each neighbour takes in memory with so many parts. */
    public static int bytesOfAPair(BlendWeights weights) {
        return Integer.BYTES + weights.parts() * Float.BYTES;
    }

    /** In one weight each: those that are above 0, best first. */
    public Neighbours.Row blended(BlendWeights weights) {
        float[] sums = new float[neighbours.length];
        int positive = 0;
        for (int part = 0; part < parts.length; part++) {
            float weight = (float) weights.part(part);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * parts[part][i];
            }
        }
        boolean ordered = true;
        for (int i = 0; i < sums.length; i++) {
            positive += sums[i] > 0 ? 1 : 0;
            ordered &= i == 0 || sums[i] <= sums[i - 1];
        }
        if (ordered) {
            return new Neighbours.Row(item, Arrays.copyOf(neighbours, positive), Arrays.copyOf(sums, positive));
        }
        Top top = new Top(positive);
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] > 0) {
                top.offer(i, sums[i]);
            }
        }
        int[] order = top.items();
        int[] items = new int[positive];
        float[] kept = new float[positive];
        for (int i = 0; i < positive; i++) {
            items[i] = neighbours[order[i]];
            kept[i] = sums[order[i]];
        }
        return new Neighbours.Row(item, items, kept);
    }
}

package io.wetoken.recommender;

import java.io.Serializable;

/**
 * An item's neighbours with what each part of the blend gives them.
 *
 * @param parts by part, then by neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Candidates(int item, int[] neighbours, float[][] parts) implements Serializable {
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
        Top top = new Top(sums.length);
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] > 0) {
                top.offer(i, sums[i]);
                positive++;
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

package io.wetoken.recommender;

import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Content kNN: an item's neighbours are those whose features point the same way, by the cosine after the mean of all items is taken off. It needs nobody's
 * behaviour, so it finds new items too. An item whose features are all 0 has none.
 *
 * <p>Source: M. Pazzani, D. Billsus, "Content-Based Recommendation Systems", in "The Adaptive Web", 2007, with cosine neighbours.
 */
public final class Likeness implements Serializable {
    private final Panel directions;
    private final int neighbours;

    /**
     * @param features an item a row; rows of 0 are items without features
     * @param neighbours of an item
     */
    public Likeness(Panel features, int neighbours) {
        this.neighbours = neighbours;
        int width = features.width();
        double[] mean = new double[width];
        int known = 0;
        for (int row = 0; row < features.rows(); row++) {
            if (features.dot(row, features, row) > 0) {
                known++;
                for (int i = 0; i < width; i++) {
                    mean[i] += features.values()[row * width + i];
                }
            }
        }
        directions = Panel.zeros(features.rows(), width);
        for (int row = 0; row < features.rows(); row++) {
            if (features.dot(row, features, row) > 0) {
                double length = 0;
                for (int i = 0; i < width; i++) {
                    double off = features.values()[row * width + i] - mean[i] / known;
                    length += off * off;
                }
                for (int i = 0; i < width && length > 0; i++) {
                    double off = features.values()[row * width + i] - mean[i] / known;
                    directions.values()[row * width + i] = (float) (off / Math.sqrt(length));
                }
            }
        }
    }

    public int items() {
        return directions.rows();
    }

    /** The row of one item, if it has one: weights are positive and sum to 1. */
    public void row(int item, Consumer<Neighbours.Row> sink) {
        Top top = new Top(Math.min(neighbours, items()));
        for (int other = 0; other < items(); other++) {
            float cosine = directions.dot(item, directions, other);
            if (other != item && cosine > 0) {
                top.offer(other, cosine);
            }
        }
        int[] kept = top.items();
        float[] weights = new float[kept.length];
        double sum = 0;
        for (int i = 0; i < kept.length; i++) {
            weights[i] = directions.dot(item, directions, kept[i]);
            sum += weights[i];
        }
        for (int i = 0; i < kept.length; i++) {
            weights[i] /= (float) sum;
        }
        if (kept.length > 0) {
            sink.accept(new Neighbours.Row(item, kept, weights));
        }
    }
}

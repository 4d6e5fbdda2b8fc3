package io.wetoken.recommender;

/** Rows of {@code XᵀX}, the item itself with them, in no order. Weights are whole, so sums below 2²⁴ are exact. */
public final class CoOccurrence extends ItemRows {
    private final int items;

    public CoOccurrence(int items) {
        this.items = items;
    }

    @Override
    int items() {
        return items;
    }

    @Override
    double[] outward(UserItems user) {
        double[] parts = new double[user.items().length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = user.weights()[i];
        }
        return parts;
    }

    @Override
    Neighbours.Row row(int item, double[] sums) {
        int count = 0;
        for (double sum : sums) {
            count += sum > 0 ? 1 : 0;
        }
        int[] others = new int[count];
        float[] weights = new float[count];
        int size = 0;
        for (int other = 0; other < sums.length; other++) {
            if (sums[other] > 0) {
                others[size] = other;
                weights[size++] = (float) sums[other];
            }
        }
        return new Neighbours.Row(item, others, weights);
    }
}

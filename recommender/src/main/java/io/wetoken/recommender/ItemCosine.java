package io.wetoken.recommender;

import java.io.Serializable;
import java.util.List;

/**
 * Item-to-item weights of {@link ItemKnn}: {@code w(i,j) = Σ_u r(u,i)·r(u,j) / (‖r(i)‖·‖r(j)‖ + h)}. A user's {@code r} are the weights of the user's items over
 * the root of their sum, so that who has everything says less of two items; the shrinkage h keeps pairs that few share from the top. Of each row the
 * best are kept and scaled to sum to 1, as Deshpande and Karypis do.
 */
public final class ItemCosine extends ItemRows {
    /** Squares are summed in whole millionths: the same in any order. */
    private static final double UNIT = 1e6;

    private final Parameters parameters;
    private final double[] lengths;

    /**
     * The settings.
     *
     * @param shrinkage h
     * @param neighbours kept of an item
     */
    public record Parameters(double shrinkage, int neighbours) implements Serializable {
        /** The shrinkage was chosen of six by tenths of two train splits that were held out; run.properties has what they say. */
        public static final Parameters REFERENCE = new Parameters(10, 500);

        public Parameters {
            if (!(shrinkage >= 0) || neighbours < 1) {
                throw new IllegalArgumentException("Item kNN needs a shrinkage of 0 or more and a neighbour, not h="
                        + shrinkage + ", k=" + neighbours);
            }
        }
    }

    /** @param squares by item, of {@link #squares} over all users */
    public ItemCosine(Parameters parameters, long[] squares) {
        this.parameters = parameters;
        this.lengths = new double[squares.length];
        for (int item = 0; item < lengths.length; item++) {
            lengths[item] = Math.sqrt(squares[item] / UNIT);
        }
    }

    /** By item {@code ‖r(i)‖²} in millionths; those of several lists of users add up. */
    public static long[] squares(List<UserItems> users, int items) {
        long[] sums = new long[items];
        for (UserItems user : users) {
            double total = user.total();
            for (int i = 0; i < user.items().length; i++) {
                double weight = user.weights()[i];
                sums[user.items()[i]] += Math.round(UNIT * weight * weight / total);
            }
        }
        return sums;
    }

    @Override
    int items() {
        return lengths.length;
    }

    @Override
    double[] outward(UserItems user) {
        double root = Math.sqrt((double) user.total());
        double[] parts = new double[user.items().length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = user.weights()[i] / root;
        }
        return parts;
    }

    @Override
    Neighbours.Row row(int item, double[] sums) {
        for (int other = 0; other < sums.length; other++) {
            if (sums[other] > 0) {
                sums[other] /= lengths[item] * lengths[other] + parameters.shrinkage();
            }
        }
        return best(item, sums, parameters.neighbours());
    }
}

package io.wetoken.recommender;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Rows of weights from item to item, each a sum over the users who have both: {@code Σ_u in(u,i) · out(u,j)}. A row is computed from all that have its item, so rows
 * can be shared out among machines by item.
 */
public abstract class ItemRows implements Serializable {
    /** A user's part in the rows of one of the user's items; the same as in the columns unless told otherwise. */
    double inward(UserItems user, int place, double[] outward) {
        return outward[place];
    }

    /** A user's part in the columns, by the user's items. */
    abstract double[] outward(UserItems user);

    /** @param sums by item, 0 where nobody shares the two; may be changed, and is used again */
    abstract Neighbours.Row row(int item, double[] sums);

    abstract int items();

    /** All rows as a table. */
    public Neighbours joined(Collection<Neighbours.Row> rows) {
        return Neighbours.of(items(), rows);
    }

    /**
     * The rows of some items. Users are added up in the order of their names, so that a cut over machines never shows.
     *
     * @param users all that have one of these items, in any order
     */
    public void rows(List<UserItems> users, IntPredicate wanted, Consumer<Neighbours.Row> sink) {
        Visits visits = Visits.of(users, wanted, items());
        double[][] outward = new double[visits.users().size()][];
        for (int u = 0; u < outward.length; u++) {
            outward[u] = outward(visits.users().get(u));
        }
        double[] sums = new double[items()];
        for (int item = 0; item < sums.length; item++) {
            for (int visit = 0; visit < visits.count(item); visit++) {
                int u = visits.user(item, visit);
                UserItems user = visits.users().get(u);
                double inward = inward(user, visits.place(item, visit), outward[u]);
                for (int i = 0; i < outward[u].length; i++) {
                    sums[user.items()[i]] += inward * outward[u][i];
                }
            }
            if (visits.count(item) > 0) {
                sink.accept(row(item, sums));
                Arrays.fill(sums, 0);
            }
        }
    }

    /** The best of a row but the item itself, scaled to sum to 1. */
    static Neighbours.Row best(int item, double[] sums, int most) {
        int[] kept = kept(item, sums, most);
        double sum = 0;
        for (int other : kept) {
            sum += sums[other];
        }
        return row(item, kept, sums, sum);
    }

    /** The same as they are. */
    static Neighbours.Row bestUnscaled(int item, double[] sums, int most) {
        return row(item, kept(item, sums, most), sums, 1);
    }

    private static int[] kept(int item, double[] sums, int most) {
        Top top = new Top(Math.min(most, sums.length));
        for (int other = 0; other < sums.length; other++) {
            if (sums[other] > 0 && other != item) {
                top.offer(other, (float) sums[other]);
            }
        }
        return top.items();
    }

    private static Neighbours.Row row(int item, int[] kept, double[] sums, double unit) {
        float[] weights = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            weights[i] = (float) (sums[kept[i]] / unit);
        }
        return new Neighbours.Row(item, kept, weights);
    }
}

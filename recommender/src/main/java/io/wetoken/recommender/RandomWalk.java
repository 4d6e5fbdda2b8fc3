package io.wetoken.recommender;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Item-to-item weights of {@link Rp3Beta}. From item i by user u to item j: {@code w(i,j) = Σ_u p(i→u)^α · p(u→j)^α / pop(j)^β}, where {@code p} is the
 * share of the interaction in the item's, or the user's, weight and {@code pop} the item's weight. Of each row the {@code neighbours} largest are kept
 * and scaled to sum to 1; then an item is kept as a neighbour of the {@code neighbours} items to which it weighs most, so that what is popular is not
 * everybody's neighbour. (On the Gowalla split this second cut is worth .004 of Recall@20.)
 */
public final class RandomWalk {
    private final Parameters parameters;
    private final long[] popularity;
    private final double[] discount;

    /** @param neighbours kept of an item */
    public record Parameters(double alpha, double beta, int neighbours) implements Serializable {
        /** Tuned for the Gowalla split: Recall@20 .182 there. */
        public static final Parameters REFERENCE = new Parameters(.566, .001, 777);

        public Parameters {
            if (!(alpha > 0) || !(beta >= 0) || neighbours < 1) {
                throw new IllegalArgumentException("RP3β needs α > 0, β ≥ 0 and a neighbour, not α=" + alpha + ", β="
                        + beta + ", k=" + neighbours);
            }
        }
    }

    /** @param popularity by item: the sum of its weights over all users */
    public RandomWalk(Parameters parameters, long[] popularity) {
        this.parameters = parameters;
        this.popularity = popularity;
        this.discount = new double[popularity.length];
        for (int item = 0; item < discount.length; item++) {
            discount[item] = StrictMath.pow((double) Math.max(1, popularity[item]), -parameters.beta());
        }
    }

    /** All rows, in one thread. */
    public Neighbours neighbours(List<UserItems> users) {
        List<Neighbours.Row> rows = new ArrayList<>();
        rows(users, item -> true, rows::add);
        return joined(rows);
    }

    /** All rows as a table; the columns are cut to the same length as the rows. */
    public Neighbours joined(Collection<Neighbours.Row> rows) {
        return Neighbours.of(popularity.length, rows).namedByAtMost(parameters.neighbours());
    }

    /**
     * The rows of some items. Users are added up in the order of their names, so that a cut over machines never shows.
     *
     * @param users all that have one of these items, in any order
     */
    public void rows(List<UserItems> users, IntPredicate wanted, Consumer<Neighbours.Row> sink) {
        Visits visits = Visits.of(users, wanted, popularity.length);
        double[][] steps = new double[visits.users().size()][];
        for (int u = 0; u < steps.length; u++) {
            steps[u] = steps(visits.users().get(u));
        }
        double[] reached = new double[popularity.length];
        for (int item = 0; item < popularity.length; item++) {
            for (int visit = 0; visit < visits.count(item); visit++) {
                int u = visits.user(item, visit);
                UserItems user = visits.users().get(u);
                double first = power(user.weights()[visits.place(item, visit)], popularity[item]);
                for (int i = 0; i < steps[u].length; i++) {
                    reached[user.items()[i]] += first * steps[u][i];
                }
            }
            if (visits.count(item) > 0) {
                sink.accept(row(item, reached));
                Arrays.fill(reached, 0);
            }
        }
    }

    /** How probable a step from the user to each of the items is, to the power of α. */
    double[] steps(UserItems user) {
        double[] steps = new double[user.items().length];
        long total = user.total();
        for (int i = 0; i < steps.length; i++) {
            steps[i] = power(user.weights()[i], total);
        }
        return steps;
    }

    /** By what walks to an item are multiplied. */
    double discount(int item) {
        return discount[item];
    }

    double power(int weight, long total) {
        return StrictMath.pow((double) weight / total, parameters.alpha());
    }

    private Neighbours.Row row(int item, double[] reached) {
        Top top = new Top(Math.min(parameters.neighbours(), reached.length));
        for (int other = 0; other < reached.length; other++) {
            if (reached[other] > 0 && other != item) {
                reached[other] *= discount[other];
                top.offer(other, (float) reached[other]);
            }
        }
        int[] kept = top.items();
        double sum = 0;
        for (int other : kept) {
            sum += reached[other];
        }
        float[] weights = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            weights[i] = (float) (reached[kept[i]] / sum);
        }
        return new Neighbours.Row(item, kept, weights);
    }
}

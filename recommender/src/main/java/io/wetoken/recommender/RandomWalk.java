package io.wetoken.recommender;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Item-to-item weights of {@link Rp3Beta}. From item i by user u to item j: {@code w(i,j) = Σ_u p(i→u)^α · p(u→j)^α / pop(j)^β}, where {@code p} is the
 * share of the interaction in the item's, or the user's, weight and {@code pop} the item's weight. Of each row the {@code neighbours} largest are kept
 * and scaled to sum to 1; then an item is kept as a neighbour of the {@code neighbours} items to which it weighs most, so that what is popular is not
 * everybody's neighbour. (On the Gowalla split this second cut is worth .004 of Recall@20.)
 */
public final class RandomWalk extends ItemRows {
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

    /** The columns are cut to the same length as the rows. */
    @Override
    public Neighbours joined(Collection<Neighbours.Row> rows) {
        return super.joined(rows).namedByAtMost(parameters.neighbours());
    }

    @Override
    int items() {
        return popularity.length;
    }

    @Override
    double inward(UserItems user, int place, double[] outward) {
        return power(user.weights()[place], popularity[user.items()[place]]);
    }

    @Override
    double[] outward(UserItems user) {
        return steps(user);
    }

    /** How probable a step from the user to each of the items is, to the power of α. */
    double[] steps(UserItems user) {
        double[] steps = new double[user.items().length];
        long total = user.total();
        for (int i = 0; i < steps.length; i++) {
            boolean again = i > 0 && user.weights()[i] == user.weights()[i - 1];
            steps[i] = again ? steps[i - 1] : power(user.weights()[i], total);
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

    @Override
    Neighbours.Row row(int item, double[] reached) {
        for (int other = 0; other < reached.length; other++) {
            reached[other] *= discount[other];
        }
        return best(item, reached, parameters.neighbours());
    }
}

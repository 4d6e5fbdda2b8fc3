package io.wetoken.recommender;

import java.util.Arrays;

/**
 * Item-to-item weights of {@link GraphFiltered}: {@code w(i,j) = Σ_u r(u,i)·r(u,j)/n(u)^¾ / (n(i)^.55 · n(j)^.3) + .3·√(n(j)/n(i))·(V g(Λ) Vᵀ)(i,j)}, where n is the
 * weight of all interactions of a user or an item, V the strongest directions and g what {@link GraphFilter} makes of their eigenvalues. Only pairs that somebody shares
 * have a weight; of each row the largest above 0 are kept.
 *
 * <p>Source: a linear filter and an ideal low pass, as in Y. Shen et al., "How Powerful is Graph Convolution for Recommendation?" (GF-CF), CIKM 2021, with other powers
 * of how much users and items have than ½ (S. Peng et al., "How Powerful is Graph Filtering for Recommendation", KDD 2024). The powers were found on a tenth of
 * Gowalla's train split that was held out; .3 is GF-CF's.
 */
public final class FilteredPaths extends ItemRows {
    private static final double USER = .75;
    private static final double OWN = .55;
    private static final double OTHER = .3;
    private static final double DIRECTIONS = .3;

    private final long[] popularity;
    private final double[] other;
    private final Panel vectors;
    private final Panel filtered;
    private final int most;

    /**
     * @param popularity by item: the sum of its weights over all users
     * @param spectrum of the same interactions
     * @param most neighbours kept of an item
     */
    public FilteredPaths(GraphFilter filter, long[] popularity, Spectrum spectrum, int most) {
        this.popularity = popularity;
        this.other =
                Arrays.stream(popularity).mapToDouble(n -> discount(n, OTHER)).toArray();
        this.vectors = spectrum.vectors();
        this.filtered = filter.filtered(spectrum);
        this.most = most;
    }

    private static double discount(long weight, double power) {
        return StrictMath.pow((double) Math.max(1, weight), -power);
    }

    @Override
    int items() {
        return popularity.length;
    }

    @Override
    double inward(UserItems user, int place, double[] outward) {
        return user.weights()[place];
    }

    @Override
    double[] outward(UserItems user) {
        double discount = discount(user.total(), USER);
        return Arrays.stream(user.weights())
                .mapToDouble(weight -> weight * discount)
                .toArray();
    }

    @Override
    Neighbours.Row row(int item, double[] paths) {
        double own = discount(popularity[item], OWN);
        for (int j = 0; j < paths.length; j++) {
            if (paths[j] > 0 && j != item) {
                double root = Math.sqrt((double) popularity[j] / popularity[item]);
                paths[j] = own * other[j] * paths[j] + DIRECTIONS * root * vectors.dot(item, filtered, j);
            }
        }
        return bestUnscaled(item, paths, most);
    }
}

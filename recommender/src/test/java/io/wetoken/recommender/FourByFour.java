package io.wetoken.recommender;

import java.util.Arrays;
import java.util.List;

/** Four users and four items, small enough to be worked out by hand: ann has 0 and 1, bob 0, 1 and 2, cat 1 and 2, dan 3. */
public final class FourByFour {
    public static final List<UserItems> USERS =
            List.of(likes("ann", 0, 1), likes("bob", 0, 1, 2), likes("cat", 1, 2), likes("dan", 3));

    private FourByFour() {}

    public static UserItems likes(String user, int... items) {
        int[] weights = new int[items.length];
        Arrays.fill(weights, 1);
        return new UserItems(user, items, weights);
    }

    /** The blend is of walks alone. */
    public static Learnt learnt(RandomWalk.Parameters parameters) {
        return learn(USERS, 4, parameters);
    }

    public static Learnt learn(List<UserItems> users, int items, RandomWalk.Parameters parameters) {
        long[] popularity = Popular.users(users, items);
        Neighbours walks = new RandomWalk(parameters, popularity).neighbours(users);
        return new Learnt(items)
                .with(Table.POPULARITY, Popular.table(popularity))
                .with(Table.HEAT, Popular.table(popularity))
                .with(Table.NEIGHBOURS, walks)
                .with(Table.BLEND, new Mixture(walks, BlendWeights.ofWalks()));
    }
}

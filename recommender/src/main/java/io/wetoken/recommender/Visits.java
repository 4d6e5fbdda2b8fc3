package io.wetoken.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Who has an item, in the order of users' names, and at which place of the user's items it stands. */
final class Visits {
    private final List<UserItems> users;
    private final int[][] pairs;
    private final int[] count;

    private Visits(List<UserItems> users, int items) {
        this.users = users;
        this.pairs = new int[items][];
        this.count = new int[items];
    }

    /**
     * @param users in any order
     * @param wanted the items that are asked for
     */
    static Visits of(List<UserItems> users, IntPredicate wanted, int items) {
        List<UserItems> sorted = new ArrayList<>(users);
        sorted.sort(Comparator.comparing(UserItems::user));
        Visits visits = new Visits(sorted, items);
        for (int user = 0; user < sorted.size(); user++) {
            int[] has = sorted.get(user).items();
            for (int place = 0; place < has.length; place++) {
                if (wanted.test(has[place])) {
                    visits.add(has[place], user, place);
                }
            }
        }
        return visits;
    }

    private void add(int item, int user, int place) {
        int size = 2 * count[item]++;
        int[] old = pairs[item];
        int[] grown = old == null ? new int[8] : old.length > size ? old : Arrays.copyOf(old, 2 * size);
        grown[size] = user;
        grown[size + 1] = place;
        pairs[item] = grown;
    }

    /** By name. */
    List<UserItems> users() {
        return users;
    }

    int count(int item) {
        return count[item];
    }

    /** The number of a visitor, in {@link #users}. */
    int user(int item, int visit) {
        return pairs[item][2 * visit];
    }

    int place(int item, int visit) {
        return pairs[item][2 * visit + 1];
    }
}

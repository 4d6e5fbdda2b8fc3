package io.wetoken.recommender;

import java.util.Set;

/** A rule that scores items for a user's history. It holds no state: what was learnt is an argument, so that one instance serves every version of it. */
public interface Model {
    /** Lower-case, as in {@code --model}. */
    String name();

    Set<Table> needs();

    /**
     * Fills {@code scores}, whose length is the number of items; higher is better, and only the order counts. Any history has scores, the empty one too.
     *
     * @throws IllegalArgumentException when a needed table was not learnt
     */
    void score(Learnt learnt, History history, float[] scores);
}

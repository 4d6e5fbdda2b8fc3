package io.wetoken.recommender.rank;

/** A candidate as the ranker sees it. */
public interface Item {
    /** Who made it. */
    String owner();

    /** Empty when none was given. */
    String topic();

    /** Whether all that its owner made was hardly played so far. */
    boolean newcomer();

    Said said();

    Traits traits();
}

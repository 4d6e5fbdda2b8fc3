package io.wetoken.recommender.rank;

/** What the sources say for a candidate: of each its weight over the place, as they are joined; 0 for one that does not name it. */
public interface Said {
    /** The sources that are told apart, by their policies. */
    String WALKS = "walks";

    String TRENDING = "trending";
    String FRESH = "fresh";

    /** Of what no source names. */
    Said NOTHING = new Sums(0, 0, 0, 0);

    /** All sources together, by which candidates are ordered where there is no ranker. */
    double all();

    /** The model, for what the reader did. */
    double walks();

    double trending();

    double fresh();

    /** As they are. */
    record Sums(double all, double walks, double trending, double fresh) implements Said {}
}

package io.wetoken.recommender;

/**
 * A model that reaches items from those of a history, in a time that does not grow with the catalogue, and scores all others by their popularity alone: feeds can
 * be made by it, with {@link Nearby}.
 */
public abstract class FeedModel implements Model {
    private final String name;

    FeedModel(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Adds what the history says for the items that it leads to. */
    abstract void reach(Learnt learnt, History history, Tally sums);

    /** What each person who has an item adds to its score. */
    float popularity(Learnt learnt) {
        return 0;
    }
}

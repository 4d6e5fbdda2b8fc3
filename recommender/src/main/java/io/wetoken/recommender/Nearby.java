package io.wetoken.recommender;

/**
 * The candidates of a history: everything that a model reaches from it, and nothing else, so that the work grows with the history and its neighbours
 * (at most 100 × 200 of them as we train) and not with the catalogue. Among themselves they stand as the full scoring puts them: by the same weights,
 * added up in the same order and precision, and with the same part of popularity.
 *
 * <p>It keeps its arrays for the next call: for one thread.
 */
public final class Nearby {
    private final Tally tally = new Tally();

    /**
     * Best first, at most {@code most}, without the history's own items; fewer where not so many are reached. Equal scores are ordered by the item.
     *
     * @throws IllegalArgumentException when a needed table was not learnt
     */
    public int[] of(FeedModel model, Learnt learnt, History history, int most) {
        tally.clear();
        model.reach(learnt, history, tally);
        for (int item : history.items()) {
            tally.drop(item);
        }
        Top top = new Top(Math.min(most, tally.size()));
        float share = model.popularity(learnt);
        for (int i = 0; i < tally.size(); i++) {
            float sum = tally.sum(i);
            if (!Float.isNaN(sum)) {
                int item = tally.number(i);
                top.offer(
                        item,
                        share == 0 ? sum : sum + share * learnt.popularity().get(item));
            }
        }
        return top.items();
    }

    /**
     * By item of the history, how much it says for {@code item} by itself: 0 where it does not lead to it. With a model of rows they sum to the item's score, but for
     * popularity.
     */
    public static float[] voices(FeedModel model, Learnt learnt, History history, int item) {
        Tally sums = new Tally();
        float[] voices = new float[history.items().length];
        for (int i = 0; i < voices.length; i++) {
            sums.clear();
            model.reach(learnt, history.only(i), sums);
            voices[i] = sums.of(item);
        }
        return voices;
    }
}

package io.wetoken.recommender;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.DoubleFunction;

/**
 * Finds weights of the blend on what was held out of training: one weight after the other is set to the best of a fixed list, some rounds. The same lists and
 * the same order for any data. Of choices that are as good as the best but for a standard error of the difference, person by person, the one nearest to where the
 * search begins is taken: what is best by a hair on these people is often far from what is best for others.
 *
 * <p>Weights are judged by Recall@20 + NDCG@20 over all items. Of the weights of popularity, and of the low pass, which favours what is popular too, the smallest within a
 * standard error of the best is taken (the rule of L. Breiman et al., "Classification and Regression Trees", 1984). Where what is asked for was drawn from the training
 * interactions, its hits count {@code 1/popularity^γ} there: interactions are not missing at random, what is popular is seen, and drawn, more often than it is liked, so that
 * plain figures overrate popularity (L. Yang et al., "Unbiased Offline Recommender Evaluation for Missing-Not-At-Random Implicit Feedback", RecSys 2018).
 */
public final class BlendSearch {
    /** Where the search begins, and by what the candidates that it sees are chosen. */
    public static BlendWeights start(int kindsOfContent) {
        return new BlendWeights(1, .5, 2, .1, Collections.nCopies(kindsOfContent, .01), 1e-6);
    }

    /**
     * How it searches; the lists of weights are fixed.
     *
     * @param people who are asked
     * @param rounds how often each weight is set
     * @param discount γ: hits on popular items count {@code 1/popularity^γ} where popularity and the low pass are judged
     */
    public record Parameters(int people, int rounds, double discount) {
        /** So many people are enough for the second digit of the figures; γ was chosen by people who had seen test figures of a few settings. */
        public static final Parameters REFERENCE = new Parameters(4000, 2, .75);

        public Parameters {
            if (people < 1 || rounds < 1 || !(discount >= 0)) {
                throw new IllegalArgumentException(
                        "A search of weights needs somebody to ask, a round and γ ≥ 0, not people=" + people
                                + ", rounds=" + rounds + ", γ=" + discount);
            }
        }
    }

    private static final double[] SHARED = {0, .03, .1, .2, .3, .5, .7, 1, 1.4, 2, 3, 5, 10, 20};
    private static final double[] CONTENT = {0, .003, .01, .02, .03, .06, .1, .3};
    private static final double[] POPULARITY = {1e-6, .001, .002, .003, .005, .007, .01, .02, .03, .05, .1};

    private final Parameters parameters;
    private final AskedPeople people;
    private final boolean drawn;

    /** @param drawn whether what is asked for was drawn from the training interactions, and is not a split of its own */
    public BlendSearch(AskedPeople people, boolean drawn, Parameters parameters) {
        this.people = people;
        this.drawn = drawn;
        this.parameters = parameters;
    }

    /** What was found; where nobody is asked, where the search begins. */
    public BlendWeights weights() {
        BlendWeights best = start(people.kindsOfContent());
        if (people.count() == 0) {
            return best;
        }
        for (int round = 0; round < parameters.rounds(); round++) {
            best = smallest(POPULARITY, best::withPopularity);
            best = smallest(SHARED, with(best, BlendWeights.SMOOTH));
            best = nearest(SHARED, best, BlendWeights.PATHS);
            best = nearest(SHARED, best, BlendWeights.SHARPENED);
            for (int kind = 0; kind < people.kindsOfContent(); kind++) {
                best = nearest(CONTENT, best, BlendWeights.SHARED + kind);
            }
        }
        return smallest(POPULARITY, best::withPopularity);
    }

    private static DoubleFunction<BlendWeights> with(BlendWeights others, int part) {
        return weight -> others.withPart(part, weight);
    }

    /** With the choice that is nearest to where the search begins, of those that people do not find surely less with than with the best. */
    private BlendWeights nearest(double[] choices, BlendWeights others, int part) {
        AskedPeople.Worth[] found = new AskedPeople.Worth[choices.length];
        int best = 0;
        for (int i = 0; i < choices.length; i++) {
            found[i] = people.worth(others.withPart(part, choices[i]), 0);
            best = found[i].mean() > found[best].mean() ? i : best;
        }
        int begin = Arrays.binarySearch(choices, start(people.kindsOfContent()).part(part));
        int nearest = best;
        for (int i = 0; i < choices.length; i++) {
            AskedPeople.Worth less = found[best].minus(found[i]);
            if (less.mean() <= less.error() && Math.abs(i - begin) < Math.abs(nearest - begin)) {
                nearest = i;
            }
        }
        return others.withPart(part, choices[nearest]);
    }

    /** With the first choice that is worth as much as the best but for a standard error. */
    private BlendWeights smallest(double[] choices, DoubleFunction<BlendWeights> with) {
        AskedPeople.Worth[] found = new AskedPeople.Worth[choices.length];
        int best = 0;
        for (int i = 0; i < choices.length; i++) {
            found[i] = people.worth(with.apply(choices[i]), drawn ? parameters.discount() : 0);
            best = found[i].mean() > found[best].mean() ? i : best;
        }
        int least = 0;
        while (found[least].mean() < found[best].mean() - found[best].error()) {
            least++;
        }
        return with.apply(choices[least]);
    }
}

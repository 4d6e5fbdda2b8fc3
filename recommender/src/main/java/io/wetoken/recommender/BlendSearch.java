package io.wetoken.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Finds weights of the blend on what was held out of training: one weight after the other is set to the best of a fixed list, some rounds. The same lists and
 * the same order for any data.
 *
 * <p>Weights are judged by Recall@20 + NDCG@20 over all items. Of the weights of popularity the smallest within a standard error of the best is taken (the rule
 * of L. Breiman et al., "Classification and Regression Trees", 1984). Where what is asked for was drawn from the training interactions, its hits count
 * {@code 1/popularity^γ} there: interactions are not missing at random, what is popular is seen, and drawn, more often than it is liked, so that plain figures
 * overrate popularity (L. Yang et al., "Unbiased Offline Recommender Evaluation for Missing-Not-At-Random Implicit Feedback", RecSys 2018).
 */
public final class BlendSearch {
    /** Where the search begins, and by what the candidates that it sees are chosen. */
    public static BlendWeights start(int kindsOfContent) {
        return new BlendWeights(1, 1, Collections.nCopies(kindsOfContent, .01), 1e-6);
    }

    /**
     * How it searches; the lists of weights are fixed.
     *
     * @param people who are asked
     * @param rounds how often each weight is set
     * @param discount γ: hits on popular items count {@code 1/popularity^γ} where popularity is judged
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

    private static final int K = 20;
    private static final int KEPT_OF_A_PART = 150;
    private static final double[] GRAPH = {0, .1, .2, .3, .5, .7, 1, 1.4, 2, 3, 5, 10};
    private static final double[] CONTENT = {0, .003, .01, .02, .03, .06, .1, .3};
    private static final double[] POPULARITY = {1e-6, .001, .002, .003, .005, .007, .01, .02, .03, .05, .1};

    private final Parameters parameters;
    private final Candidates[] rows;
    private final long[] popularity;
    private final int[] popular;
    private final int parts;
    private final double most;
    private final boolean drawn;
    private final List<Asked> people = new ArrayList<>();

    /**
     * One person's candidates, with what each part gives them; popularity is the last part.
     *
     * @param worth of a hit where popularity is judged, 0 where it is none
     * @param held number of held-out items
     * @param most what they are worth together
     * @param ideal gain of the best list
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Asked(float[][] given, double[] worth, int held, double most, double ideal) {}

    /**
     * @param candidates learnt without what was held out
     * @param popularity users by item, without what was held out
     * @param drawn whether what is asked for was drawn from the training interactions, and is not a split of its own
     */
    public BlendSearch(
            Iterable<Candidates> candidates,
            long[] popularity,
            int kindsOfContent,
            boolean drawn,
            Parameters parameters) {
        this.parameters = parameters;
        this.drawn = drawn;
        this.rows = new Candidates[popularity.length];
        Arrays.fill(rows, new Candidates(-1, new int[0], new float[2 + kindsOfContent][0]));
        candidates.forEach(row -> rows[row.item()] = row);
        this.popularity = popularity;
        this.parts = 2 + kindsOfContent;
        this.most = Math.max(1, Arrays.stream(popularity).max().orElse(1));
        Top top = new Top(Math.min(KEPT_OF_A_PART, popularity.length));
        for (int item = 0; item < popularity.length; item++) {
            top.offer(item, (float) popularity[item]);
        }
        this.popular = top.items();
    }

    /**
     * Somebody who is asked.
     *
     * @param held what should be found, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Question(History history, int[] held) {}

    /** More people who are asked. */
    public void ask(List<Question> questions) {
        people.addAll(questions.parallelStream().map(this::asked).toList());
    }

    private Asked asked(Question question) {
        History history = question.history();
        float[][] sums = new float[parts][popularity.length];
        BitSet reached = new BitSet(popularity.length);
        for (int i = 0; i < history.items().length; i++) {
            Candidates row = rows[history.items()[i]];
            for (int n = 0; n < row.neighbours().length; n++) {
                int other = row.neighbours()[n];
                reached.set(other);
                for (int part = 0; part < parts; part++) {
                    sums[part][other] += history.weights()[i] * row.parts()[part][n];
                }
            }
        }
        BitSet mine = new BitSet(popularity.length);
        Arrays.stream(history.items()).forEach(mine::set);
        BitSet chosen = new BitSet(popularity.length);
        BlendWeights start = start(parts - 2);
        float[] blended = new float[popularity.length];
        for (int part = 0; part < parts; part++) {
            best(sums[part], reached, mine, KEPT_OF_A_PART, chosen);
            for (int other = reached.nextSetBit(0); other >= 0; other = reached.nextSetBit(other + 1)) {
                blended[other] += (float) start.part(part) * sums[part][other];
            }
        }
        best(blended, reached, mine, 2 * KEPT_OF_A_PART, chosen);
        Arrays.stream(popular).forEach(chosen::set);
        chosen.andNot(mine);
        return asked(sums, chosen.stream().toArray(), question.held());
    }

    private static void best(float[] scores, BitSet reached, BitSet mine, int count, BitSet into) {
        Top top = new Top(Math.min(count, scores.length));
        for (int other = reached.nextSetBit(0); other >= 0; other = reached.nextSetBit(other + 1)) {
            if (!mine.get(other)) {
                top.offer(other, scores[other]);
            }
        }
        Arrays.stream(top.items()).forEach(into::set);
    }

    private Asked asked(float[][] sums, int[] items, int[] held) {
        float[][] given = new float[parts + 1][items.length];
        double[] worth = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            for (int part = 0; part < parts; part++) {
                given[part][i] = sums[part][items[i]];
            }
            given[parts][i] = (float) (popularity[items[i]] / most);
            worth[i] = Arrays.binarySearch(held, items[i]) >= 0 ? worth(items[i]) : 0;
        }
        double sum = 0;
        double ideal = 0;
        for (int i = 0; i < held.length; i++) {
            sum += worth(held[i]);
            ideal += i < K ? 1 / log2(i + 2.0) : 0;
        }
        return new Asked(given, worth, held.length, sum, ideal);
    }

    private double worth(int item) {
        return StrictMath.pow((double) Math.max(1, popularity[item]), -parameters.discount());
    }

    /** @param told is told of every weight that was tried */
    public BlendWeights weights(Runnable told) {
        BlendWeights best = start(parts - 2);
        if (people.isEmpty()) {
            return best;
        }
        for (int round = 0; round < parameters.rounds(); round++) {
            best = smallest(POPULARITY, best::withPopularity, told);
            for (int part = 1; part < parts; part++) {
                int changed = part;
                BlendWeights from = best;
                best = largest(part == 1 ? GRAPH : CONTENT, weight -> from.withPart(changed, weight), told);
            }
        }
        return smallest(POPULARITY, best::withPopularity, told);
    }

    private BlendWeights largest(double[] choices, Function<Double, BlendWeights> with, Runnable told) {
        BlendWeights best = with.apply(choices[0]);
        double most = -1;
        for (double choice : choices) {
            BlendWeights tried = with.apply(choice);
            double mean = mean(tried, false)[0];
            told.run();
            if (mean > most) {
                most = mean;
                best = tried;
            }
        }
        return best;
    }

    private BlendWeights smallest(double[] choices, Function<Double, BlendWeights> with, Runnable told) {
        double[][] found = new double[choices.length][];
        int best = 0;
        for (int i = 0; i < choices.length; i++) {
            found[i] = mean(with.apply(choices[i]), drawn);
            told.run();
            best = found[i][0] > found[best][0] ? i : best;
        }
        int least = 0;
        while (found[least][0] < found[best][0] - found[best][1]) {
            least++;
        }
        return with.apply(choices[least]);
    }

    /** What the weights are worth, as a share of what they could be: the mean over people, and its standard error. */
    double[] mean(BlendWeights weights, boolean debiased) {
        double[] worth = people.parallelStream()
                .mapToDouble(asked -> worth(asked, weights, debiased))
                .toArray();
        double all = !debiased
                ? 1
                : people.stream()
                                .mapToDouble(asked -> asked.most() / asked.held())
                                .sum()
                        / worth.length;
        double sum = 0;
        double squares = 0;
        for (double each : worth) {
            sum += each / all;
            squares += each / all * each / all;
        }
        double mean = sum / worth.length;
        return new double[] {mean, Math.sqrt(Math.max(0, squares / worth.length - mean * mean) / worth.length)};
    }

    private static double worth(Asked asked, BlendWeights weights, boolean debiased) {
        int parts = asked.given().length - 1;
        float[] scores = new float[asked.worth().length];
        for (int part = 0; part <= parts; part++) {
            float weight = (float) (part == parts ? weights.popularity() : weights.part(part));
            float[] given = asked.given()[part];
            for (int i = 0; i < scores.length; i++) {
                scores[i] += weight * given[i];
            }
        }
        Top top = new Top(Math.min(K, scores.length));
        for (int i = 0; i < scores.length; i++) {
            top.offer(i, scores[i]);
        }
        int[] list = top.items();
        double recall = 0;
        double gain = 0;
        for (int place = 0; place < list.length; place++) {
            double worth = asked.worth()[list[place]];
            double counts = debiased || worth == 0 ? worth : 1;
            recall += counts;
            gain += counts / log2(place + 2.0);
        }
        return recall / asked.held() + gain / asked.ideal();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}

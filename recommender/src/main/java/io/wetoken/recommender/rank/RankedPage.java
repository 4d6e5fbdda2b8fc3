package io.wetoken.recommender.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What somebody saw of one page, and how two orders of it would have been.
 *
 * @param account who read it
 * @param candidates score of each in the candidates' own order
 * @param ranker score of each by the ranker
 * @param taken whether they took to it
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record RankedPage(String account, double[] candidates, double[] ranker, boolean[] taken) {
    /** Whether it can tell one order from another: something was taken, and something was not. */
    boolean tells() {
        int count = 0;
        for (boolean each : taken) {
            count += each ? 1 : 0;
        }
        return count > 0 && count < taken.length;
    }

    /** Normalised discounted cumulative gain of an order, 0 to 1; what is level stands as it was shown. */
    double ndcg(double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double gained = 0;
        double most = 0;
        int hits = 0;
        for (int place = 0; place < order.length; place++) {
            if (taken[order[place]]) {
                gained += gain(place);
                most += gain(hits++);
            }
        }
        return gained / most;
    }

    /** How probable it is that something taken is scored above something not taken; one half where they are level. */
    double auc(double[] scores) {
        double above = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (taken[i] && !taken[j]) {
                    pairs++;
                    above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? .5 : 0;
                }
            }
        }
        return above / pairs;
    }

    private static double gain(int place) {
        return Math.log(2) / Math.log(2.0 + place);
    }

    @Override
    public String toString() {
        return account + " " + Arrays.toString(taken);
    }
}

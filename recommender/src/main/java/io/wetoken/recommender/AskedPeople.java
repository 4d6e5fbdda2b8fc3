package io.wetoken.recommender;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** People of whom something was held out, with what each part of the blend gives them: what {@link BlendSearch} tries weights on without adding up rows again. */
public final class AskedPeople {
    private static final int K = 20;
    /** Of a hit by its place. */
    private static final double[] GAINS = IntStream.range(0, K)
            .mapToDouble(place -> Math.log(2) / Math.log(place + 2.0))
            .toArray();

    private final List<Asked> people;
    private final int kindsOfContent;

    /**
     * Somebody who is asked.
     *
     * @param held what should be found, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Question(History history, int[] held) {}

    /**
     * What some weights are worth.
     *
     * @param each person's Recall@20 + NDCG@20, as a share of what it could be on average
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Worth(double[] each) {
        double mean() {
            return Arrays.stream(each).average().orElse(0);
        }

        /** Standard error of the mean. */
        double error() {
            double mean = mean();
            double squares = Arrays.stream(each).map(one -> one * one).average().orElse(0);
            return Math.sqrt(Math.max(0, squares - mean * mean) / each.length);
        }

        /** By how much every single person is better off here. */
        Worth minus(Worth other) {
            return new Worth(IntStream.range(0, each.length)
                    .mapToDouble(i -> each[i] - other.each[i])
                    .toArray());
        }
    }

    /**
     * One person's candidates.
     *
     * @param given by each part, then by item; popularity is the last part
     * @param found popularity of what was held out, 0 for any other item
     * @param held popularity of all that was held out
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Asked(float[][] given, long[] found, long[] held) {}

    private AskedPeople(List<Asked> people, int kindsOfContent) {
        this.people = people;
        this.kindsOfContent = kindsOfContent;
    }

    /**
     * @param candidates learnt without what was held out
     * @param popularity users by item, without what was held out
     */
    public static AskedPeople of(
            Iterable<Candidates> candidates, long[] popularity, int kindsOfContent, List<Question> questions) {
        Asking asking = new Asking(candidates, popularity, kindsOfContent);
        return new AskedPeople(questions.parallelStream().map(asking::asked).toList(), kindsOfContent);
    }

    int count() {
        return people.size();
    }

    int kindsOfContent() {
        return kindsOfContent;
    }

    /** @param discount γ: a hit counts {@code 1/popularity^γ} */
    Worth worth(BlendWeights weights, double discount) {
        double[] worth = people.parallelStream()
                .mapToDouble(asked -> worth(asked, weights, discount))
                .toArray();
        double all = people.stream()
                        .mapToDouble(asked -> Arrays.stream(asked.held())
                                .mapToDouble(n -> counts(n, discount))
                                .average()
                                .orElse(0))
                        .sum()
                / worth.length;
        return new Worth(Arrays.stream(worth).map(one -> one / all).toArray());
    }

    private static double worth(Asked asked, BlendWeights weights, double discount) {
        int parts = asked.given().length - 1;
        float[] scores = new float[asked.found().length];
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
        double ideal = 0;
        for (int place = 0; place < list.length; place++) {
            long found = asked.found()[list[place]];
            if (found > 0) {
                recall += counts(found, discount);
                gain += counts(found, discount) * GAINS[place];
            }
        }
        for (int place = 0; place < Math.min(K, asked.held().length); place++) {
            ideal += GAINS[place];
        }
        return recall / asked.held().length + gain / ideal;
    }

    private static double counts(long popularity, double discount) {
        return discount == 0 ? 1 : StrictMath.pow((double) popularity, -discount);
    }
}

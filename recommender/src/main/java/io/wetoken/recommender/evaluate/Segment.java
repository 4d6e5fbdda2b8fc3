package io.wetoken.recommender.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Some people, and those of their test items that count.
 *
 * @param tests how many, by user
 * @param found where a list has them, ascending
 */
record Segment(String name, IntPredicate who, IntUnaryOperator tests, Found found) {
    private static final double SHORT = .2;

    interface Found {
        int[] ranks(Hits hits, int user);
    }

    /**
     * All; the fifth with the shortest histories and the fifth with the longest, with those who have as much as the last of the fifth; and all people's items of
     * the head, of the tail, and of each group of creators that all of these know.
     */
    static List<Segment> of(Asked asked, Collection<Hits> models) {
        int[] sorted = asked.history().clone();
        Arrays.sort(sorted);
        int fewest = sorted[(int) (SHORT * (sorted.length - 1))];
        int most = sorted[(int) Math.ceil((1 - SHORT) * (sorted.length - 1))];
        IntUnaryOperator tests = user -> asked.headTests()[user] + asked.tailTests()[user];
        List<Segment> segments = new ArrayList<>();
        segments.add(new Segment("all", user -> true, tests, Segment::both));
        segments.add(new Segment("new users", user -> asked.history()[user] <= fewest, tests, Segment::both));
        segments.add(new Segment("heavy users", user -> asked.history()[user] >= most, tests, Segment::both));
        segments.add(new Segment(
                "head items",
                user -> true,
                user -> asked.headTests()[user],
                (hits, user) -> hits.head().get(user)));
        segments.add(new Segment(
                "tail items",
                user -> true,
                user -> asked.tailTests()[user],
                (hits, user) -> hits.tail().get(user)));
        asked.creatorTests().forEach((group, of) -> {
            if (models.stream().allMatch(hits -> hits.creators().containsKey(group))) {
                segments.add(new Segment(
                        group,
                        user -> true,
                        user -> of[user],
                        (hits, user) -> hits.creators().get(group).get(user)));
            }
        });
        return segments;
    }

    private static int[] both(Hits hits, int user) {
        return IntStream.concat(
                        Arrays.stream(hits.head().get(user)),
                        Arrays.stream(hits.tail().get(user)))
                .sorted()
                .toArray();
    }

    /** Who is in it and has test items in it. */
    int[] people(Asked asked) {
        return IntStream.range(0, asked.people())
                .filter(who)
                .filter(user -> tests.applyAsInt(user) > 0)
                .toArray();
    }

    /** Of each of these people, by metric: {@code recall} and {@code ndcg} of the first k of the list. */
    Map<String, double[]> figures(int k, Hits hits, int[] people) {
        double[] recall = new double[people.length];
        double[] ndcg = new double[people.length];
        for (int i = 0; i < people.length; i++) {
            int has = tests.applyAsInt(people[i]);
            int[] ranks = Arrays.stream(found.ranks(hits, people[i]))
                    .filter(rank -> rank <= k)
                    .toArray();
            recall[i] = ranks.length / (double) has;
            ndcg[i] = Evaluator.gain(ranks) / Evaluator.ideal(Math.min(k, has));
        }
        Map<String, double[]> figures = new LinkedHashMap<>();
        figures.put("recall", recall);
        figures.put("ndcg", ndcg);
        return figures;
    }
}

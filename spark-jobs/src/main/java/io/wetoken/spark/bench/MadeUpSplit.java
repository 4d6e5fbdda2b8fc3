package io.wetoken.spark.bench;

import io.wetoken.recommender.History;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A split with a structure that can be found: everybody likes three of many topics; within a topic, and for a fifth of all items, what is popular is taken more often. */
final class MadeUpSplit {
    private static final int ITEMS_A_TOPIC = 100;
    private static final int TOPICS_A_PERSON = 3;
    private static final int ITEMS_A_PERSON = 30;

    private MadeUpSplit() {}

    static Split of(int people, int items, long seed) {
        Random random = new Random(seed);
        int topics = Math.max(1, items / ITEMS_A_TOPIC);
        List<UserItems> train = new ArrayList<>();
        List<Split.Case> cases = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            int[] likes = random.ints(TOPICS_A_PERSON, 0, topics).toArray();
            int[] took = random.ints(0, 5)
                    .map(coin -> coin == 0 ? popular(random, items) : liked(random, likes, items))
                    .distinct()
                    .limit(Math.min(items / 2, 8 + random.nextInt(2 * ITEMS_A_PERSON - 16)))
                    .toArray();
            int learnt = took.length - took.length / 5;
            int[] history = Arrays.copyOf(took, learnt);
            int[] test = Arrays.copyOfRange(took, learnt, took.length);
            Arrays.sort(history);
            Arrays.sort(test);
            int[] ones = new int[learnt];
            Arrays.fill(ones, 1);
            train.add(new UserItems(Integer.toString(person), history, ones));
            cases.add(new Split.Case(History.of(history), history, test));
        }
        return new Split(LongStream.range(0, items).toArray(), train, cases, List.of());
    }

    private static int popular(Random random, int items) {
        double even = random.nextDouble();
        return (int) (items * even * even * even);
    }

    private static int liked(Random random, int[] topics, int items) {
        double even = random.nextDouble();
        int within = (int) (ITEMS_A_TOPIC * even * even);
        return Math.min(items - 1, topics[random.nextInt(topics.length)] * ITEMS_A_TOPIC + within);
    }
}

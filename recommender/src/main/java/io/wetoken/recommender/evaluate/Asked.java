package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.Popular;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The people of a split, without their names: by user in the order of the test file's numbers, how many items the model saw of them, and how many test items
 * of the head and of the tail they have.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Asked(int[] history, int[] headTests, int[] tailTests) {
    public Asked {
        if (history.length != headTests.length || history.length != tailTests.length) {
            throw new IllegalArgumentException("The people's histories, head and tail test items must be as many, are "
                    + history.length + ", " + headTests.length + " and " + tailTests.length);
        }
    }

    public static Asked of(Split split, BitSet head) {
        List<Split.Case> cases = split.cases();
        return new Asked(
                cases.stream().mapToInt(one -> one.history().items().length).toArray(),
                cases.stream()
                        .mapToInt(one -> (int)
                                Arrays.stream(one.test()).filter(head::get).count())
                        .toArray(),
                cases.stream()
                        .mapToInt(one -> (int) Arrays.stream(one.test())
                                .filter(item -> !head.get(item))
                                .count())
                        .toArray());
    }

    /** The fewest items that have half of all that people took to in train: the most popular, of equals the lower number. The others are the tail. */
    public static BitSet head(Split split) {
        long[] users = Popular.users(split.train(), split.items());
        long all = Arrays.stream(users).sum();
        BitSet head = new BitSet();
        long reached = 0;
        for (int item : IntStream.range(0, users.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer item) -> users[item]).reversed())
                .toList()) {
            if (2 * reached >= all) {
                break;
            }
            head.set(item);
            reached += users[item];
        }
        return head;
    }

    int people() {
        return history.length;
    }
}

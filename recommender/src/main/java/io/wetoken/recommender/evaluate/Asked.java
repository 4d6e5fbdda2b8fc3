package io.wetoken.recommender.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The people of a split, without their names: by user in the order of the test file's numbers, how many items the model saw of them, and how many test items
 * of the head and of the tail they have.
 *
 * @param creatorTests test items by group of creators, by user; empty where creators are not known, and in records of releases before it
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Asked(int[] history, int[] headTests, int[] tailTests, Map<String, int[]> creatorTests) {
    public Asked {
        creatorTests = creatorTests == null ? Map.of() : creatorTests;
        if (history.length != headTests.length || history.length != tailTests.length) {
            throw new IllegalArgumentException("The people's histories, head and tail test items must be as many, are "
                    + history.length + ", " + headTests.length + " and " + tailTests.length);
        }
    }

    public static Asked of(Split split, ItemGroups groups) {
        Map<String, int[]> creators = new LinkedHashMap<>();
        groups.creators().forEach((group, items) -> creators.put(group, tests(split, items::get)));
        return new Asked(
                split.cases().stream()
                        .mapToInt(one -> one.history().items().length)
                        .toArray(),
                tests(split, groups.head()::get),
                tests(split, item -> !groups.head().get(item)),
                creators);
    }

    private static int[] tests(Split split, IntPredicate counts) {
        return split.cases().stream()
                .mapToInt(one -> (int) Arrays.stream(one.test()).filter(counts).count())
                .toArray();
    }

    public Asked withoutCreators() {
        return new Asked(history, headTests, tailTests, Map.of());
    }

    int people() {
        return history.length;
    }
}

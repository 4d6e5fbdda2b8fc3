package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.History;
import io.wetoken.recommender.UserItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A fixed split over items numbered from 0: every item of any of its files, in the order of ids.
 *
 * @param ids of the items in the files, ascending
 * @param train what models learn from, by user
 * @param cases users with test items
 * @param tuning users with validation items, as if these were to be found
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Split(long[] ids, List<UserItems> train, List<Case> cases, List<Case> tuning) {
    private static final int[] NONE = {};

    /**
     * A user to be recommended to; the arrays ascend.
     *
     * @param history of train items: what the model sees
     * @param masked train and validation items: what is not ranked
     * @param test what should be found; never empty
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Case(History history, int[] masked, int[] test) {}

    public int items() {
        return ids.length;
    }

    /** @throws IllegalArgumentException naming the file, the line and the value that is wrong */
    public static Split read(Path train, Optional<Path> valid, Path test) throws IOException {
        Map<Long, SortedSet<Long>> learn = SplitFile.read(train);
        Map<Long, SortedSet<Long>> hold = valid.isPresent() ? SplitFile.read(valid.get()) : Map.of();
        Map<Long, SortedSet<Long>> find = SplitFile.read(test);
        long[] ids = ids(List.of(learn, hold, find));
        List<UserItems> users = new ArrayList<>();
        learn.forEach((user, items) -> {
            if (!items.isEmpty()) {
                int[] weights = new int[items.size()];
                Arrays.fill(weights, 1);
                users.add(new UserItems(user.toString(), dense(ids, items), weights));
            }
        });
        List<Case> cases = new ArrayList<>();
        find.forEach((user, items) -> {
            if (!items.isEmpty()) {
                SortedSet<Long> history = learn.getOrDefault(user, new TreeSet<>());
                SortedSet<Long> masked = new TreeSet<>(history);
                masked.addAll(hold.getOrDefault(user, new TreeSet<>()));
                cases.add(new Case(History.of(dense(ids, history)), dense(ids, masked), dense(ids, items)));
            }
        });
        if (users.isEmpty() || cases.isEmpty()) {
            throw new IllegalArgumentException((users.isEmpty() ? train : test) + " has users, but none with items");
        }
        List<Case> tuning = new ArrayList<>();
        hold.forEach((user, items) -> {
            SortedSet<Long> history = learn.getOrDefault(user, new TreeSet<>());
            SortedSet<Long> rest = new TreeSet<>(items);
            rest.removeAll(history);
            if (!rest.isEmpty()) {
                int[] known = dense(ids, history);
                tuning.add(new Case(History.of(known), known, dense(ids, rest)));
            }
        });
        return new Split(ids, users, cases, tuning);
    }

    private static long[] ids(List<Map<Long, SortedSet<Long>>> files) {
        return files.stream()
                .flatMap(file -> file.values().stream())
                .flatMapToLong(items -> items.stream().mapToLong(Long::longValue))
                .sorted()
                .distinct()
                .toArray();
    }

    private static int[] dense(long[] ids, SortedSet<Long> items) {
        return items.isEmpty()
                ? NONE
                : items.stream().mapToInt(id -> Arrays.binarySearch(ids, id)).toArray();
    }
}

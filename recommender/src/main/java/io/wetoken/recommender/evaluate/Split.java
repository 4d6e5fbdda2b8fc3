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
 * @param notes what of the files counts for nothing, or cannot be found, each with its number and the first of it
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Split(long[] ids, List<UserItems> train, List<Case> cases, List<Case> tuning, List<String> notes) {
    private static final int[] NONE = {};

    /** Of no files, so without notes. */
    public Split(long[] ids, List<UserItems> train, List<Case> cases, List<Case> tuning) {
        this(ids, train, cases, tuning, List.of());
    }

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
        List<String> notes = new ArrayList<>();
        Map<Long, SortedSet<Long>> learn = users(train, notes);
        Map<Long, SortedSet<Long>> hold = valid.isPresent() ? users(valid.get(), notes) : Map.of();
        Map<Long, SortedSet<Long>> find = users(test, notes);
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
        Findable.notes(test, learn, hold, find).forEach(notes::add);
        return new Split(ids, users, cases, tuning, List.copyOf(notes));
    }

    /** @param notes what the file says nothing by is added to them */
    static Map<Long, SortedSet<Long>> users(Path file, List<String> notes) throws IOException {
        SplitFile.Lines lines = SplitFile.read(file);
        notes.addAll(lines.notes());
        return lines.users();
    }

    static long[] ids(List<Map<Long, SortedSet<Long>>> files) {
        return files.stream()
                .flatMap(file -> file.values().stream())
                .flatMapToLong(items -> items.stream().mapToLong(Long::longValue))
                .sorted()
                .distinct()
                .toArray();
    }

    static int[] dense(long[] ids, SortedSet<Long> items) {
        return items.isEmpty()
                ? NONE
                : items.stream().mapToInt(id -> Arrays.binarySearch(ids, id)).toArray();
    }
}

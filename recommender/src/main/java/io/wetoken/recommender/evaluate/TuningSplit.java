package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.HoldOut;
import io.wetoken.recommender.UserItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What settings are judged by: people with what is learnt from and what should be found of them, and no test file. They stand in an order that a seed decides, so
 * that a share of them is part of every larger share.
 *
 * @param ids of the items, ascending
 * @param notes what of the files says nothing, each with its count and where it first is
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record TuningSplit(long[] ids, List<HoldOut.Parted> people, List<String> notes) {
    /**
     * @param valid what should be found; without it a tenth of everybody's items in train, which is then not learnt from
     * @throws IllegalArgumentException naming the file, the line and the value that is wrong
     */
    public static TuningSplit read(Path train, Optional<Path> valid, long seed) throws IOException {
        List<String> notes = new ArrayList<>();
        Map<Long, SortedSet<Long>> learn = Split.users(train, notes);
        Map<Long, SortedSet<Long>> find = valid.isPresent() ? Split.users(valid.get(), notes) : Map.of();
        long[] ids = Split.ids(List.of(learn, find));
        SortedMap<Long, SortedSet<Long>> everybody = new TreeMap<>(learn);
        find.forEach((user, items) -> everybody.putIfAbsent(user, new TreeSet<>()));
        HoldOut holdOut = new HoldOut(seed);
        List<HoldOut.Parted> people = new ArrayList<>();
        everybody.forEach((user, items) -> {
            int[] weights = new int[items.size()];
            Arrays.fill(weights, 1);
            UserItems known = new UserItems(user.toString(), Split.dense(ids, items), weights);
            if (valid.isPresent()) {
                SortedSet<Long> rest = new TreeSet<>(find.getOrDefault(user, new TreeSet<>()));
                rest.removeAll(items);
                people.add(new HoldOut.Parted(known, Split.dense(ids, rest)));
            } else {
                people.add(holdOut.part(known));
            }
        });
        people.sort(Comparator.comparingLong((HoldOut.Parted person) -> holdOut.order(person.kept()))
                .thenComparing(person -> person.kept().user()));
        if (people.stream().allMatch(person -> person.held().length == 0)) {
            throw new IllegalArgumentException(valid.orElse(train) + " has nobody of whom something could be held out");
        }
        return new TuningSplit(ids, people, List.copyOf(notes));
    }

    /**
     * The first of the people, to learn from and to ask.
     *
     * @throws IllegalArgumentException when there is nothing to learn from or to ask in so small a share
     */
    public Split share(double share) {
        List<HoldOut.Parted> some = people.subList(0, (int) Math.max(1, Math.round(share * people.size())));
        List<UserItems> train = some.stream()
                .map(HoldOut.Parted::kept)
                .filter(user -> user.items().length > 0)
                .toList();
        List<Split.Case> cases = some.stream()
                .filter(person -> person.held().length > 0)
                .map(person ->
                        new Split.Case(person.kept().history(), person.kept().items(), person.held()))
                .toList();
        if (train.isEmpty() || cases.isEmpty()) {
            throw new IllegalArgumentException("A share of " + share + " of " + people.size() + " people has nobody to "
                    + (train.isEmpty() ? "learn from" : "ask") + "; take more with --least");
        }
        return new Split(ids, train, cases, List.of(), List.of());
    }
}

package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.Popular;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * A split's items in groups, by what people took to in train.
 *
 * @param head the fewest items with half of it: the most popular, of equals the lower number. The others are the tail
 * @param creators by name of the group, the items of the fewest creators with a third of it, of the fewest who bring that to two thirds, and of all others; empty
 *     where creators are not known
 * @param notes what is not known of the creators, with its count and the first of it
 */
public record ItemGroups(BitSet head, Map<String, BitSet> creators, List<String> notes) {
    private static final List<String> CREATORS = List.of("big creators", "middle creators", "small creators");
    private static final int NOBODY = -1;

    /** Without creators. */
    public static ItemGroups of(Split split) {
        return new ItemGroups(members(parts(Popular.users(split.train(), split.items()), 2), 0), Map.of(), List.of());
    }

    /**
     * @param file {@code creator item item …} a line, of the form of split files
     * @throws IllegalArgumentException naming the file and what is wrong: a line, an item of two creators, or a file that knows no item of the split
     */
    public static ItemGroups of(Split split, Path file) throws IOException {
        List<String> notes = new ArrayList<>();
        Map<Long, SortedSet<Long>> of = Split.users(file, notes);
        Map<Long, Integer> numbers = new HashMap<>();
        int[] creator = new int[split.items()];
        Arrays.fill(creator, NOBODY);
        Skipped unknown = new Skipped();
        of.forEach((name, items) -> {
            int number = numbers.computeIfAbsent(name, any -> numbers.size());
            for (long id : items) {
                int item = Arrays.binarySearch(split.ids(), id);
                if (item < 0) {
                    unknown.add(id);
                } else if (creator[item] != NOBODY) {
                    throw new IllegalArgumentException(file + ": item " + id + " has two creators, of whom one is "
                            + name + "; it can be told of one only");
                } else {
                    creator[item] = number;
                }
            }
        });
        Skipped without = new Skipped();
        long[] users = Popular.users(split.train(), split.items());
        long[] taken = new long[numbers.size()];
        for (int item = 0; item < creator.length; item++) {
            if (creator[item] == NOBODY) {
                without.add(split.ids()[item]);
            } else {
                taken[creator[item]] += users[item];
            }
        }
        if (without.count() == creator.length) {
            throw new IllegalArgumentException(file + " has the creator of none of the " + creator.length + " items");
        }
        unknown.note(file, "items are in no other file", "item").ifPresent(notes::add);
        without.note(file, "items have no creator in it, and are in no group of creators", "item")
                .ifPresent(notes::add);
        int[] parts = parts(taken, CREATORS.size());
        Map<String, BitSet> groups = new LinkedHashMap<>();
        for (int group = 0; group < CREATORS.size(); group++) {
            BitSet creators = members(parts, group);
            groups.put(
                    CREATORS.get(group),
                    bits(IntStream.range(0, creator.length)
                            .filter(item -> creator[item] != NOBODY && creators.get(creator[item]))));
        }
        return new ItemGroups(of(split).head(), groups, List.copyOf(notes));
    }

    /** By number the part that it is in, if the largest come first and parts have as much of the sum as whole ones can: the first few are in part 0. */
    private static int[] parts(long[] counts, int parts) {
        long all = Arrays.stream(counts).sum();
        int[] of = new int[counts.length];
        long before = 0;
        for (int number : IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer number) -> -counts[number]))
                .toList()) {
            of[number] = all == 0 ? parts - 1 : (int) Math.min(parts - 1, parts * before / all);
            before += counts[number];
        }
        return of;
    }

    private static BitSet members(int[] parts, int part) {
        return bits(IntStream.range(0, parts.length).filter(number -> parts[number] == part));
    }

    private static BitSet bits(IntStream numbers) {
        return numbers.collect(BitSet::new, BitSet::set, BitSet::or);
    }
}

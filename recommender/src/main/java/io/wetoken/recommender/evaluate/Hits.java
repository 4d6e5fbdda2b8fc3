package io.wetoken.recommender.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * At which places of its lists a model had test items, from 1, by user of the split and by whether the item is of the head: from these every figure of any
 * group of people is told again.
 *
 * @param head by user, ascending; so {@code tail}
 * @param creators the same by group of creators; empty where creators are not known, and in records of releases before it
 */
public record Hits(List<int[]> head, List<int[]> tail, Map<String, List<int[]>> creators) {
    public Hits {
        creators = creators == null ? Map.of() : creators;
    }

    /** Fills itself as lists come, from any thread, one a user. */
    public static final class Collector {
        private final List<Split.Case> cases;
        private final ItemGroups groups;
        private final List<int[]> head;
        private final List<int[]> tail;
        private final Map<String, List<int[]>> creators = new LinkedHashMap<>();

        public Collector(List<Split.Case> cases, ItemGroups groups) {
            this.cases = cases;
            this.groups = groups;
            this.head = none();
            this.tail = none();
            groups.creators().keySet().forEach(group -> creators.put(group, none()));
        }

        private List<int[]> none() {
            return new ArrayList<>(Collections.nCopies(cases.size(), new int[0]));
        }

        public void listed(int user, int[] list) {
            int[] ranks = IntStream.rangeClosed(1, list.length)
                    .filter(rank -> Arrays.binarySearch(cases.get(user).test(), list[rank - 1]) >= 0)
                    .toArray();
            head.set(user, where(ranks, rank -> groups.head().get(list[rank - 1])));
            tail.set(user, where(ranks, rank -> !groups.head().get(list[rank - 1])));
            creators.forEach((group, of) -> of.set(
                    user, where(ranks, rank -> groups.creators().get(group).get(list[rank - 1]))));
        }

        private static int[] where(int[] ranks, IntPredicate counts) {
            return Arrays.stream(ranks).filter(counts).toArray();
        }

        public Hits hits() {
            return new Hits(head, tail, creators);
        }
    }
}

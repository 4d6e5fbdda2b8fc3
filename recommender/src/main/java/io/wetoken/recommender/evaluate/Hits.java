package io.wetoken.recommender.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * At which places of its lists a model had test items, from 1, by user of the split and by whether the item is of the head: from these every figure of any
 * group of people is told again.
 *
 * @param head by user, ascending; so {@code tail}
 */
public record Hits(List<int[]> head, List<int[]> tail) {
    /** Fills itself as lists come, from any thread, one a user. */
    public static final class Collector {
        private final List<Split.Case> cases;
        private final BitSet headItems;
        private final List<int[]> head;
        private final List<int[]> tail;

        public Collector(List<Split.Case> cases, BitSet headItems) {
            this.cases = cases;
            this.headItems = headItems;
            this.head = new ArrayList<>(Collections.nCopies(cases.size(), new int[0]));
            this.tail = new ArrayList<>(head);
        }

        public void listed(int user, int[] list) {
            int[] places = IntStream.range(0, list.length)
                    .filter(place -> Arrays.binarySearch(cases.get(user).test(), list[place]) >= 0)
                    .toArray();
            head.set(
                    user,
                    ranks(Arrays.stream(places)
                            .filter(place -> headItems.get(list[place]))
                            .toArray()));
            tail.set(
                    user,
                    ranks(Arrays.stream(places)
                            .filter(place -> !headItems.get(list[place]))
                            .toArray()));
        }

        private static int[] ranks(int[] places) {
            return Arrays.stream(places).map(place -> place + 1).toArray();
        }

        public Hits hits() {
            return new Hits(head, tail);
        }
    }
}

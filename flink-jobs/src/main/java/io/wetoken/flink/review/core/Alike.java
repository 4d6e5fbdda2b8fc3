package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Finds accounts that are alike without comparing each with each: by min-hash (Broder 1997) over what marks them, in bands. Two accounts of which .35 of the
 * marks are common meet with a probability of .96, of .5 with .999; what meets is then compared exactly.
 */
final class Alike {
    private static final int BANDS = 24;
    private static final int ROWS = 2;
    /** Accounts in one band that are compared each with each; of more, each with its neighbours. */
    private static final int COMPARED = 64;

    private final Map<Long, List<AccountDay>> bands = new TreeMap<>();

    void add(AccountDay account, Set<Long> marks) {
        for (int band = 0; band < BANDS; band++) {
            long hash = band;
            for (int row = 0; row < ROWS; row++) {
                long seed = (long) band * ROWS + row + 1;
                long least = Long.MAX_VALUE;
                for (long mark : marks) {
                    least = Math.min(least, Mix.of(seed, mark));
                }
                hash = Mix.of(hash, least);
            }
            bands.computeIfAbsent(hash, none -> new ArrayList<>()).add(account);
        }
    }

    /** Pairs that hold against the exact comparison, each once. */
    List<Pair> pairs(BiPredicate<AccountDay, AccountDay> exactly) {
        List<Pair> pairs = new ArrayList<>();
        Set<Pair> compared = new HashSet<>();
        for (List<AccountDay> band : bands.values()) {
            for (int i = 0; i < band.size(); i++) {
                for (int j = i + 1; j < Math.min(band.size(), i + COMPARED); j++) {
                    Pair pair = Pair.of(band.get(i), band.get(j));
                    if (compared.add(pair) && exactly.test(pair.one(), pair.other())) {
                        pairs.add(pair);
                    }
                }
            }
        }
        return pairs;
    }

    /** Those who have so many links to such as have so many themselves, with whom they are linked (a k-core, Seidman 1983). */
    static Map<AccountDay, Set<AccountDay>> core(List<Pair> pairs, int links) {
        Map<AccountDay, Set<AccountDay>> neighbours = new TreeMap<>();
        for (Pair pair : pairs) {
            neighbours.computeIfAbsent(pair.one(), none -> new TreeSet<>()).add(pair.other());
            neighbours.computeIfAbsent(pair.other(), none -> new TreeSet<>()).add(pair.one());
        }
        while (true) {
            List<AccountDay> loose = neighbours.entrySet().stream()
                    .filter(account -> account.getValue().size() < links)
                    .map(Map.Entry::getKey)
                    .toList();
            if (loose.isEmpty()) {
                return neighbours;
            }
            loose.forEach(account -> neighbours.remove(account).forEach(neighbour -> {
                if (neighbours.containsKey(neighbour)) {
                    neighbours.get(neighbour).remove(account);
                }
            }));
        }
    }

    /** By name. */
    record Pair(AccountDay one, AccountDay other) {
        static Pair of(AccountDay a, AccountDay b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }
}

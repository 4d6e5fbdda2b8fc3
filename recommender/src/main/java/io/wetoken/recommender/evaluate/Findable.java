package io.wetoken.recommender.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What of a test file no model can find, and counts all the same, as in published figures. */
final class Findable {
    private Findable() {}

    static List<String> notes(
            Path test,
            Map<Long, SortedSet<Long>> learn,
            Map<Long, SortedSet<Long>> hold,
            Map<Long, SortedSet<Long>> find) {
        Set<Long> known = new HashSet<>();
        learn.values().forEach(known::addAll);
        SortedSet<Long> unknown = new TreeSet<>();
        long masked = 0;
        String firstMasked = "";
        SortedSet<Long> strangers = new TreeSet<>();
        for (Map.Entry<Long, SortedSet<Long>> asked : find.entrySet()) {
            SortedSet<Long> has = learn.getOrDefault(asked.getKey(), new TreeSet<>());
            SortedSet<Long> held = hold.getOrDefault(asked.getKey(), new TreeSet<>());
            if (has.isEmpty() && !asked.getValue().isEmpty()) {
                strangers.add(asked.getKey());
            }
            for (long item : asked.getValue()) {
                if (!known.contains(item)) {
                    unknown.add(item);
                }
                if (has.contains(item) || held.contains(item)) {
                    if (masked++ == 0) {
                        firstMasked = "item " + item + " of user " + asked.getKey();
                    }
                }
            }
        }
        List<String> notes = new ArrayList<>();
        if (masked > 0) {
            notes.add(test + ": " + masked
                    + " test items are their user's in train or validation too, so they are not ranked; the first is "
                    + firstMasked);
        }
        if (!unknown.isEmpty()) {
            notes.add(test + ": " + unknown.size() + " items are nobody's in train; the first is item "
                    + unknown.first());
        }
        if (!strangers.isEmpty()) {
            notes.add(test + ": " + strangers.size() + " users have nothing in train; the first is user "
                    + strangers.first());
        }
        return notes;
    }
}

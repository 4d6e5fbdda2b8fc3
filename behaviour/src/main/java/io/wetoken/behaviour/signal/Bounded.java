package io.wetoken.behaviour.signal;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Unions that keep the first {@code limit} items in their own order. An item that is dropped has {@code limit} smaller ones before it, and those never
 * leave other than for still smaller ones; so it could not come back, and any order of arrival keeps the same items.
 */
final class Bounded {
    private Bounded() {}

    static <T> SortedSet<T> union(SortedSet<T> left, SortedSet<T> right, int limit) {
        if (left.containsAll(right)) {
            return left;
        }
        TreeSet<T> union = new TreeSet<>(left);
        union.addAll(right);
        while (union.size() > limit) {
            union.pollLast();
        }
        return union;
    }

    /** Equal keys keep the greater value. */
    static <K> SortedMap<K, Integer> greatest(SortedMap<K, Integer> left, SortedMap<K, Integer> right, int limit) {
        if (right.isEmpty()) {
            return left;
        }
        TreeMap<K, Integer> union = new TreeMap<>(left);
        right.forEach((key, value) -> union.merge(key, value, Math::max));
        while (union.size() > limit) {
            union.pollLastEntry();
        }
        return union;
    }
}

package io.wetoken.recommender.feed;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;

/**
 * Names that others are held against, each under its hash, {@link String#hashCode}. A page asks of a thousand candidates whether they are among some names, and
 * hardly any is: their hashes lie in the candidates, so that nothing else of them is fetched from memory. Open addressing, at most half full. For one thread.
 */
final class Names {
    private static final int FEWEST = 8;
    /** 2^32 by the golden ratio; hashes of like names lie close together. */
    private static final int SCATTER = 0x9E3779B9;

    /** Number + 1, by place; 0 where nothing is. */
    private int[] places;

    private int[] hashes;
    private String[] names;
    private int size;

    /** @param expected how many there will be, so that little is copied; more may come */
    Names(int expected) {
        int half = Math.max(FEWEST, Integer.highestOneBit(Math.max(1, expected - 1)) * 2);
        places = new int[2 * half];
        hashes = new int[half];
        names = new String[half];
    }

    static Names of(Collection<String> all) {
        Names names = new Names(all.size());
        all.forEach(name -> names.add(name.hashCode(), name));
        return names;
    }

    /** Any name of that hash is among them from now on. */
    void addAllOf(int hash) {
        insert(hash, null);
    }

    /** It has the next number; one that is there already keeps its own as well, and is found under that. */
    void add(int hash, String name) {
        insert(hash, Objects.requireNonNull(name));
    }

    /** Its number, from 0 in the order in which they came; -1 where it is none of them. */
    int find(int hash, String name) {
        for (int place = first(hash); places[place] != 0; place = next(place)) {
            int number = places[place] - 1;
            if (hashes[number] == hash && (names[number] == null || names[number].equals(name))) {
                return number;
            }
        }
        return -1;
    }

    boolean contains(int hash, String name) {
        return find(hash, name) >= 0;
    }

    private void insert(int hash, String name) {
        if (size == hashes.length) {
            grow();
        }
        hashes[size] = hash;
        names[size] = name;
        put(size++);
    }

    private void put(int number) {
        int place = first(hashes[number]);
        while (places[place] != 0) {
            place = next(place);
        }
        places[place] = number + 1;
    }

    private int first(int hash) {
        return (hash * SCATTER) >>> (Integer.numberOfLeadingZeros(places.length) + 1);
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }

    private void grow() {
        places = new int[Math.multiplyExact(places.length, 2)];
        hashes = Arrays.copyOf(hashes, places.length / 2);
        names = Arrays.copyOf(names, places.length / 2);
        for (int number = 0; number < size; number++) {
            put(number);
        }
    }
}

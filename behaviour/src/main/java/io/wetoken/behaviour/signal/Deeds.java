package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.DeviceId;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one account did on one day that may earn points: evidence, not yet points, for what it is worth depends on who else used the device and on who is
 * whose other account. Acts whose owner is unknown are left out, for they may be the actor's own. Values of the maps are the highest trust (ppm) with which
 * the same thing was done.
 *
 * @param devices all that were used, in the order of their ids
 * @param watches by beginning
 * @param releases effective ones
 * @param transfers gifts, tips and purchases that name a transaction, confirmed or not
 */
public record Deeds(
        SortedSet<DeviceId> devices,
        SortedSet<Watch> watches,
        SortedMap<Credit, Integer> credits,
        SortedMap<ContentId, Integer> releases,
        SortedMap<Transfer, Integer> transfers) {
    public static final Deeds NONE = new Deeds(
            Collections.emptySortedSet(),
            Collections.emptySortedSet(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    public Deeds {
        devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
        watches = Collections.unmodifiableSortedSet(new TreeSet<>(watches));
        credits = Collections.unmodifiableSortedMap(new TreeMap<>(credits));
        releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
        transfers = Collections.unmodifiableSortedMap(new TreeMap<>(transfers));
    }

    /** Without the watching, which is accounted for by device first. */
    public Deeds withoutWatches() {
        return new Deeds(devices, Collections.emptySortedSet(), credits, releases, transfers);
    }

    /** Something done to the content of an owner. */
    public record Credit(CreditKind kind, AccountId owner) implements Comparable<Credit> {
        private static final Comparator<Credit> ORDER =
                Comparator.comparing(Credit::kind).thenComparing(Credit::owner);

        @Override
        public int compareTo(Credit other) {
            return ORDER.compare(this, other);
        }
    }

    /** A gift, tip or purchase; {@code tx} as the client named it. */
    public record Transfer(AccountId owner, String tx) implements Comparable<Transfer> {
        private static final Comparator<Transfer> ORDER =
                Comparator.comparing(Transfer::owner).thenComparing(Transfer::tx);

        @Override
        public int compareTo(Transfer other) {
            return ORDER.compare(this, other);
        }
    }
}

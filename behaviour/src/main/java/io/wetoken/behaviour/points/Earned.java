package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Ppm;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one account earned on one day, in micro-points.
 *
 * @param points all of it
 * @param affinity the part earned on each owner's content; never more than {@code points} in sum, and only positive amounts
 */
public record Earned(long points, SortedMap<AccountId, Long> affinity) {
    public Earned {
        affinity = Collections.unmodifiableSortedMap(new TreeMap<>(affinity));
        long sum = affinity.values().stream().mapToLong(Long::longValue).sum();
        if (sum > points) {
            throw new IllegalArgumentException("Affinity " + sum + " exceeds points " + points);
        }
    }

    /** {@code part / whole} of it, floored. */
    Earned scaled(long part, long whole) {
        TreeMap<AccountId, Long> scaled = new TreeMap<>();
        affinity.forEach((owner, earned) -> scaled.put(owner, Ppm.scale(earned, part, whole)));
        scaled.values().removeIf(earned -> earned == 0);
        return new Earned(Ppm.scale(points, part, whole), scaled);
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter().number(points).number(affinity.size());
        for (Map.Entry<AccountId, Long> owner : affinity.entrySet()) {
            out.text(owner.getKey().value()).number(owner.getValue());
        }
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} */
    public static Earned decode(byte[] bytes) {
        ByteReader in = new ByteReader("earned", bytes);
        long points = in.number();
        TreeMap<AccountId, Long> affinity = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            affinity.put(new AccountId(in.text()), in.number());
        }
        in.end();
        return new Earned(points, affinity);
    }
}

package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Watch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A stretch of watching and who watched. Ordered by beginning, then by account: the first has the right to the time. */
public record Watched(AccountId account, Watch watch) implements Comparable<Watched> {
    private static final Comparator<Watched> ORDER = Comparator.comparingLong(
                    (Watched watched) -> watched.watch().start())
            .thenComparing(Watched::account)
            .thenComparing(Watched::watch);

    public static List<Watched> of(AccountId account, Deeds deeds) {
        return deeds.watches().stream()
                .map(watch -> new Watched(account, watch))
                .toList();
    }

    @Override
    public int compareTo(Watched other) {
        return ORDER.compare(this, other);
    }

    /**
     * Gives each instant to one stretch: of those that cover it, the first in order.
     *
     * @return disjoint parts, by beginning
     */
    static List<Watched> divide(Collection<Watched> stretches) {
        List<Watched> parts = new ArrayList<>();
        long covered = Long.MIN_VALUE;
        for (Watched stretch : stretches.stream().sorted().toList()) {
            Watch watch = stretch.watch();
            long from = Math.max(watch.start(), covered);
            if (from < watch.end()) {
                parts.add(new Watched(stretch.account(), watch.between(from, watch.end())));
                covered = watch.end();
            }
        }
        return parts;
    }

    /** One stretch as bytes, to travel between stages. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter().text(account.value());
        watch.write(out);
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} */
    public static Watched decode(byte[] bytes) {
        ByteReader in = new ByteReader("watched", bytes);
        Watched watched = new Watched(new AccountId(in.text()), Watch.read(in));
        in.end();
        return watched;
    }
}

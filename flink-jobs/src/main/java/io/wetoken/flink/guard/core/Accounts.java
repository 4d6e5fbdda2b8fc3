package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The accounts last seen somewhere, at most a given number. Immutable.
 *
 * @param all the longest unseen first
 */
record Accounts(List<Seen> all) {
    static final Accounts NONE = new Accounts(List.of());

    Accounts {
        all = List.copyOf(all);
    }

    /**
     * @param account fingerprint
     * @param last ms since 1970, by {@code received}
     * @param fresh whether it was new to the platform then
     */
    record Seen(long account, long last, boolean fresh) {}

    /** Keeps the newest {@code limit}, and of those what lies within {@code windowMs} before the newest. */
    Accounts with(Seen seen, int limit, long windowMs) {
        List<Seen> more = new ArrayList<>(all.size() + 1);
        long last = seen.last();
        for (Seen one : all) {
            if (one.account() == seen.account()) {
                last = Math.max(last, one.last());
            } else {
                more.add(one);
            }
        }
        more.add(new Seen(seen.account(), last, seen.fresh()));
        more.sort(Comparator.comparingLong(Seen::last));
        long oldest = more.get(more.size() - 1).last() - windowMs;
        int first = Math.max(0, more.size() - limit);
        while (more.get(first).last() < oldest) {
            first++;
        }
        return new Accounts(more.subList(first, more.size()));
    }

    int count() {
        return all.size();
    }

    long fresh() {
        return all.stream().filter(Seen::fresh).count();
    }

    void write(ByteWriter out) {
        out.number(all.size());
        for (Seen seen : all) {
            out.bits(seen.account()).number(seen.last()).number(seen.fresh() ? 1 : 0);
        }
    }

    static Accounts read(ByteReader in) {
        int count = in.count();
        List<Seen> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Seen(in.bits(), in.number(), in.number() != 0));
        }
        return new Accounts(all);
    }
}

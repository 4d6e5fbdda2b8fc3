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
    /** Where earlier releases kept whether the account was new; states of theirs are still read. */
    private static final long UNUSED = 0;

    static final Accounts NONE = new Accounts(List.of());

    Accounts {
        all = List.copyOf(all);
    }

    /**
     * @param account fingerprint
     * @param last ms since 1970, by {@code received}
     */
    record Seen(long account, long last) {}

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
        more.add(new Seen(seen.account(), last));
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

    void write(ByteWriter out) {
        out.number(all.size());
        for (Seen seen : all) {
            out.bits(seen.account()).number(seen.last()).number(UNUSED);
        }
    }

    static Accounts read(ByteReader in) {
        int count = in.count();
        List<Seen> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Seen(in.bits(), in.number()));
            in.number();
        }
        return new Accounts(all);
    }
}

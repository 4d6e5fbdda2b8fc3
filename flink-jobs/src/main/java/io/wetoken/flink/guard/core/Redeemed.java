package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The acts by which an account has redeemed tokens. Immutable.
 *
 * @param pages by the time of serving, the oldest first
 * @param horizon what was served up to then, in ms since 1970, and is in no page has been forgotten
 */
record Redeemed(List<Page> pages, long horizon) {
    static final Redeemed NONE = new Redeemed(List.of(), 0);

    Redeemed {
        pages = List.copyOf(pages);
    }

    /** Whether such an act has redeemed the token, or may have and is forgotten. */
    boolean holds(long at, long request, int position, int kind) {
        int place = place(at, request);
        return place < 0 ? at <= horizon : pages.get(place).holds(position, kind);
    }

    Redeemed with(long at, long request, int position, int kind) {
        int place = place(at, request);
        if (holds(at, request, position, kind)) {
            return this;
        }
        Page before = place < 0 ? new Page(at, request, new long[0]) : pages.get(place);
        Page after = before.with(position, kind);
        List<Page> more = new ArrayList<>(pages);
        if (place < 0) {
            more.add(-place - 1, after);
        } else {
            more.set(place, after);
        }
        return new Redeemed(more, horizon);
    }

    /** Without pages served before {@code oldest}, and without the oldest of those that together hold more than {@code items} items; the newest stays. */
    Redeemed within(long oldest, int items) {
        int held = pages.stream().mapToInt(Page::size).sum();
        int gone = 0;
        while (gone < pages.size() - 1 && (held > items || pages.get(gone).at() < oldest)) {
            held -= pages.get(gone).size();
            gone++;
        }
        return gone == 0
                ? this
                : new Redeemed(
                        pages.subList(gone, pages.size()),
                        Math.max(horizon, pages.get(gone - 1).at()));
    }

    private int place(long at, long request) {
        int low = 0;
        int high = pages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = pages.get(middle).compare(at, request);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    void write(ByteWriter out) {
        out.number(horizon).number(pages.size());
        pages.forEach(page -> page.write(out));
    }

    static Redeemed read(ByteReader in) {
        long horizon = in.number();
        List<Page> pages = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            pages.add(Page.read(in));
        }
        return new Redeemed(pages, horizon);
    }

    /** A page that was served, by when and by the fingerprint of its request. */
    static final class Page {
        /** A bit for each {@link Act#place}. */
        private static final long KINDS = 0xFFFF_FFFFL;

        private final long at;
        private final long request;
        /** Position above, kinds below; ascending. */
        private final long[] items;

        private Page(long at, long request, long[] items) {
            this.at = at;
            this.request = request;
            this.items = items;
        }

        long at() {
            return at;
        }

        int size() {
            return items.length;
        }

        int compare(long otherAt, long otherRequest) {
            return at == otherAt ? Long.compare(request, otherRequest) : Long.compare(at, otherAt);
        }

        boolean holds(int position, int kind) {
            int place = place(position);
            return place >= 0 && (items[place] & 1L << kind) != 0;
        }

        Page with(int position, int kind) {
            int place = place(position);
            if (place >= 0) {
                long[] same = items.clone();
                same[place] |= 1L << kind;
                return new Page(at, request, same);
            }
            int to = -place - 1;
            long[] more = new long[items.length + 1];
            System.arraycopy(items, 0, more, 0, to);
            more[to] = ((long) position << Integer.SIZE) | (1L << kind);
            System.arraycopy(items, to, more, to + 1, items.length - to);
            return new Page(at, request, more);
        }

        private int place(int position) {
            int found = Arrays.binarySearch(items, (long) position << Integer.SIZE);
            // No item has no kind, so the position's own is at the place where it would go.
            int place = -found - 1;
            return place < items.length && items[place] >> Integer.SIZE == position ? place : found;
        }

        void write(ByteWriter out) {
            out.number(at).bits(request).number(items.length);
            for (long item : items) {
                out.number(item >> Integer.SIZE).number(item & KINDS);
            }
        }

        static Page read(ByteReader in) {
            long at = in.number();
            long request = in.bits();
            long[] items = new long[in.count()];
            for (int i = 0; i < items.length; i++) {
                items[i] = in.number() << Integer.SIZE | (in.number() & KINDS);
            }
            return new Page(at, request, items);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Page page
                    && at == page.at
                    && request == page.request
                    && Arrays.equals(items, page.items);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(at ^ request) + Arrays.hashCode(items);
        }
    }
}

package io.wetoken.recommender;

import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Past sessions, numbered from 0: what each had to do with, and in which of them an item is. Both are bounded, so that whoever looks sessions up has bounded work.
 * Buffers, so that memory and a mapped file read alike.
 *
 * @param offsets where a session's items begin; one more than there are sessions
 * @param itemOffsets where an item's sessions begin; one more than there are items
 */
public record Sessions(IntBuffer offsets, IntBuffer items, IntBuffer itemOffsets, IntBuffer sessions) {
    /**
     * How much is remembered.
     *
     * @param people whose acts are
     * @param items of a session; the rest is not remembered
     * @param each sessions of an item; the rest still has its other items
     */
    public record Parameters(int people, int items, int each) {
        /** At most 160 MB. A first choice that nobody has tuned; on the Gowalla split it finds Recall@20 .164. */
        public static final Parameters REFERENCE = new Parameters(100_000, 200, 1000);

        public Parameters {
            if (people < 1 || items < 1 || each < 1) {
                throw new IllegalArgumentException("Sessions need people, items and sessions of an item, not " + people
                        + ", " + items + " and " + each);
            }
        }
    }

    public Sessions {
        check(offsets, items);
        check(itemOffsets, sessions);
    }

    private static void check(IntBuffer offsets, IntBuffer values) {
        if (offsets.get(0) != 0 || offsets.get(offsets.limit() - 1) != values.limit()) {
            throw new IllegalArgumentException(
                    values.limit() + " entries of sessions do not end at offset " + offsets.get(offsets.limit() - 1));
        }
    }

    /** @param sample the sessions, the ones to be kept first where an item has too many */
    public static Sessions of(int items, List<UserItems> sample, Parameters parameters) {
        int[] offsets = new int[sample.size() + 1];
        int[] itemOffsets = new int[items + 1];
        for (int session = 0; session < sample.size(); session++) {
            int[] has = sample.get(session).items();
            int length = Math.min(parameters.items(), has.length);
            offsets[session + 1] = Math.addExact(offsets[session], length);
            for (int i = 0; i < length; i++) {
                itemOffsets[has[i] + 1]++;
            }
        }
        for (int item = 0; item < items; item++) {
            itemOffsets[item + 1] = itemOffsets[item] + Math.min(parameters.each(), itemOffsets[item + 1]);
        }
        IntBuffer all = IntBuffer.allocate(offsets[sample.size()]);
        IntBuffer sessions = IntBuffer.allocate(itemOffsets[items]);
        int[] next = itemOffsets.clone();
        for (int session = 0; session < sample.size(); session++) {
            int[] has = sample.get(session).items();
            for (int i = 0; i < offsets[session + 1] - offsets[session]; i++) {
                all.put(has[i]);
                if (next[has[i]] < itemOffsets[has[i] + 1]) {
                    sessions.put(next[has[i]]++, session);
                }
            }
        }
        return new Sessions(IntBuffer.wrap(offsets), all.flip(), IntBuffer.wrap(itemOffsets), sessions);
    }

    public int size() {
        return offsets.limit() - 1;
    }

    /** How many items there are. */
    public int itemCount() {
        return itemOffsets.limit() - 1;
    }

    int length(int session) {
        return offsets.get(session + 1) - offsets.get(session);
    }

    /** Of an item, as far as they are kept. */
    int count(int item) {
        return itemOffsets.get(item + 1) - itemOffsets.get(item);
    }

    IntStream of(int item) {
        return IntStream.range(itemOffsets.get(item), itemOffsets.get(item + 1)).map(sessions::get);
    }
}

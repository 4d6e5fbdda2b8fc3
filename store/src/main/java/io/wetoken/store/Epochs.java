package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The epochs' state machine and what was committed for each. */
public interface Epochs {
    /** In order; an epoch only ever moves to the next one. */
    enum State {
        OPEN,
        CLOSED,
        SCORED,
        PLANNED,
        APPROVED,
        COMMITTED,
        PAYING,
        PAID,
        RECONCILED;

        /**
         * The state right after this one.
         *
         * @throws IllegalArgumentException when this is the last
         */
        public State next() {
            return switch (this) {
                case OPEN -> CLOSED;
                case CLOSED -> SCORED;
                case SCORED -> PLANNED;
                case PLANNED -> APPROVED;
                case APPROVED -> COMMITTED;
                case COMMITTED -> PAYING;
                case PAYING -> PAID;
                case PAID -> RECONCILED;
                case RECONCILED -> throw new IllegalArgumentException("Nothing comes after " + this);
            };
        }
    }

    Optional<Row> find(Epoch epoch);

    /** Oldest first. */
    List<Row> all();

    /**
     * The newest epochs, newest first; reads no more than it returns.
     *
     * @param before only epochs before this day
     * @param limit how many at most, at least 1
     */
    List<Row> newest(Optional<Epoch> before, int limit);

    /** Creates the epoch as {@link State#OPEN} unless it exists. Returns the row as it now is. */
    Row open(Epoch epoch);

    /**
     * Moves from {@code from} to the state right after it and adds {@code details}, atomically: of several callers one succeeds.
     *
     * @return false when the epoch is not in {@code from}: another was faster, or an answer was lost on the way and this very call has moved it, so look
     *     where it is
     */
    boolean advance(Epoch epoch, State from, Map<String, String> details);

    /**
     * Adds or replaces details without a change of state.
     *
     * @throws IllegalStateException when the epoch was never opened
     */
    void note(Epoch epoch, Map<String, String> details);

    /** Adds or replaces it; a chunk says nothing about the epoch's state. */
    void putChunk(Epoch epoch, Chunk chunk);

    Optional<Chunk> chunk(Epoch epoch, int index);

    /**
     * @param details what each step left behind, by name: root, total, chunks, recipients, pool, indexPpm, tx hashes …
     */
    record Row(Epoch epoch, State state, Map<String, String> details) {
        public Row {
            details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        }
    }

    /**
     * One chunk as it is pushed; byte strings are {@code 0x} and lower-case hex.
     *
     * @param packed address (20 bytes) and amount (uint96) of each payout
     * @param proof Merkle siblings, leaf first, 32 bytes each
     */
    record Chunk(int index, String packed, List<String> proof) {
        private static final Pattern PACKED = Pattern.compile("0x[0-9a-f]*");
        private static final Pattern NODE = Pattern.compile("0x[0-9a-f]{64}");

        public Chunk {
            if (index < 0) {
                throw new IllegalArgumentException("A chunk's index cannot be negative: " + index);
            }
            if (!PACKED.matcher(packed).matches() || packed.length() % 2 != 0) {
                throw new IllegalArgumentException("Chunk " + index + ": packed is not 0x and lower-case hex");
            }
            for (String node : proof) {
                if (!NODE.matcher(node).matches()) {
                    throw new IllegalArgumentException("Chunk " + index
                            + ": a proof's node is 0x and 64 lower-case hex digits, not '" + node + "'");
                }
            }
            proof = List.copyOf(proof);
        }
    }
}

package io.wetoken.store;

import io.wetoken.behaviour.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        RECONCILED
    }

    Optional<Row> find(Epoch epoch);

    /** Oldest first. */
    List<Row> all();

    /** Creates the epoch as {@link State#OPEN} unless it exists. Returns the row as it now is. */
    Row open(Epoch epoch);

    /**
     * Moves from {@code from} to the state right after it and adds {@code details}, atomically.
     *
     * @return false, with nothing changed, when the epoch is not in {@code from}
     */
    boolean advance(Epoch epoch, State from, Map<String, String> details);

    /** Adds or replaces details without a change of state. */
    void note(Epoch epoch, Map<String, String> details);

    void putChunk(Epoch epoch, Chunk chunk);

    Optional<Chunk> chunk(Epoch epoch, int index);

    /**
     * @param details what each step left behind, by name: root, total, chunks, recipients, pool, indexPpm, tx hashes …
     */
    record Row(Epoch epoch, State state, Map<String, String> details) {
        public Row {
            details = Map.copyOf(new TreeMap<>(details));
        }
    }

    /**
     * One chunk as it is pushed; byte strings are {@code 0x} and lower-case hex.
     *
     * @param packed address (20 bytes) and amount (uint96) of each payout
     * @param proof Merkle siblings, leaf first, 32 bytes each
     */
    record Chunk(int index, String packed, List<String> proof) {
        public Chunk {
            proof = List.copyOf(proof);
        }
    }
}

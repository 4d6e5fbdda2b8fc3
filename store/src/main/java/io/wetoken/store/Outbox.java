package io.wetoken.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a key has signed for a chain, kept before it is sent, so that whoever goes on after a crash knows every transaction that may still be mined. A key has
 * one writer, who holds its lease; each holder has a higher fence than the one before, and whoever lost the lease can store nothing more.
 */
public interface Outbox {
    /** More than a writer may have under way at once; a fuller outbox is a fault of the writer. */
    int MAX_ENTRIES = 64;

    /** Replacements of one transaction. */
    int MAX_ATTEMPTS = 32;

    /**
     * A key on a chain.
     *
     * @param address lower-case hex
     */
    record Writer(long chainId, String address) {
        public Writer {
            if (!address.matches("0x[0-9a-f]{40}")) {
                throw new IllegalArgumentException(
                        "A writer is 0x and 40 lower-case hex digits, not '" + address + "'");
            }
        }
    }

    /**
     * Who writes.
     *
     * @param holder a process, by a name that no other has
     * @param fence grows with every new holder
     * @param until when anybody may take it
     */
    record Lease(String holder, long fence, Instant until) {}

    /**
     * One nonce.
     *
     * @param what is meant by it, such as {@code push 20781/3}
     * @param attempts oldest first; each replaces the one before, and any of them may be mined
     */
    record Entry(long nonce, String what, List<Attempt> attempts) {
        public Entry {
            if (attempts.isEmpty() || attempts.size() > MAX_ATTEMPTS) {
                throw new IllegalArgumentException(
                        "Nonce " + nonce + " must have 1.." + MAX_ATTEMPTS + " attempts, has " + attempts.size());
            }
            attempts = List.copyOf(attempts);
        }

        /** The one that was sent last. */
        public Attempt newest() {
            return attempts.get(attempts.size() - 1);
        }
    }

    /**
     * One signed transaction.
     *
     * @param hash {@code 0x…}
     * @param signed {@code 0x…}, as it goes to the node
     * @param maxFee wei for a unit of gas at most
     * @param tip of it for the block's maker
     */
    record Attempt(String hash, String signed, BigInteger maxFee, BigInteger tip, Instant at) {}

    /** Who holds it, or held it last. */
    Optional<Lease> lease(Writer writer);

    /**
     * Takes the lease when nobody ever had it, when it ran out, or when {@code displaced} holds it; extends it when {@code holder} has it already.
     *
     * @param displaced a holder that the caller knows to be dead
     * @return empty when somebody else holds it
     */
    Optional<Lease> take(Writer writer, String holder, Optional<String> displaced, Instant now, Instant until);

    /** Ends a lease, if it is still held. */
    void release(Writer writer, Lease lease, Instant now);

    /**
     * Adds the entry of a nonce, or puts it in the place of the one that is there.
     *
     * @return false when the lease was lost; then nothing was stored, and nothing may be sent
     */
    boolean put(Writer writer, Lease lease, Entry entry);

    /**
     * Forgets the entries below a nonce, because what became of them is final.
     *
     * @return false when the lease was lost
     */
    boolean forget(Writer writer, Lease lease, long belowNonce);

    /** By nonce. */
    List<Entry> entries(Writer writer);
}

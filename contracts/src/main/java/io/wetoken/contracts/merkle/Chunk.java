package io.wetoken.contracts.merkle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.web3j.crypto.Hash;

/**
 * A run of payments that the pool pays in one transaction.
 *
 * @param index its place in the epoch, from 0
 * @param payments 1..{@link Chunks#SIZE}, in payout order
 */
public record Chunk(int index, List<Payment> payments) {
    private static final int WORD = 32;
    /** Above what a fresh recipient costs with the greatest amount; unused gas is not paid. */
    private static final long GAS_A_PAYMENT = 26_000;
    /** The transaction, the proof, the pool's books. */
    private static final long GAS_A_PUSH = 150_000;

    private static final int ADDRESS_BYTES = 20;

    public Chunk {
        payments = List.copyOf(payments);
        if (index < 0 || payments.isEmpty() || payments.size() > Chunks.SIZE) {
            throw new IllegalArgumentException(
                    "Chunk " + index + " must have 1.." + Chunks.SIZE + " payments, has " + payments.size());
        }
    }

    /**
     * What a push may use: enough for fresh recipients alone, under the 16,777,216 of one transaction (EIP-7825). Asking the node instead makes it run the
     * push several times before it mines it.
     */
    public BigInteger gasLimit() {
        return BigInteger.valueOf(GAS_A_PUSH + GAS_A_PAYMENT * payments.size());
    }

    /** Per payment 32 bytes: address (20), amount (uint96, big endian). */
    public byte[] packed() {
        ByteBuffer out = ByteBuffer.allocate(payments.size() * WORD);
        for (Payment payment : payments) {
            out.put(HexFormat.of()
                    .parseHex(payment.recipient(), 2, payment.recipient().length()));
            out.put(word(payment.amount()), ADDRESS_BYTES, WORD - ADDRESS_BYTES);
        }
        return out.array();
    }

    /** keccak256(keccak256(abi.encode(epochId, chunkIndex, keccak256(packed)))). */
    public byte[] leaf(long epochId) {
        return leaf(epochId, index, packed());
    }

    /** The leaf of bytes that claim to be chunk {@code index} of an epoch, whatever they hold. */
    public static byte[] leaf(long epochId, int index, byte[] packed) {
        if (epochId < 0) {
            throw new IllegalArgumentException("Epoch id must not be negative: " + epochId);
        }
        byte[] encoded = ByteBuffer.allocate(3 * WORD)
                .put(word(BigInteger.valueOf(epochId)))
                .put(word(BigInteger.valueOf(index)))
                .put(Hash.sha3(packed))
                .array();
        return Hash.sha3(Hash.sha3(encoded));
    }

    /** What the chunk pays together, in base units. */
    public BigInteger total() {
        return payments.stream().map(Payment::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static byte[] word(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] word = new byte[WORD];
        int length = Math.min(bytes.length, WORD);
        System.arraycopy(bytes, bytes.length - length, word, WORD - length, length);
        return word;
    }
}

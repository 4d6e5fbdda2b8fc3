package io.wetoken.settlement.chain;

import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.contracts.merkle.Payment;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/**
 * What is committed for an epoch.
 *
 * @param root {@code 0x} and 64 lower-case hex digits; zero when nobody is paid
 * @param total base units
 */
public record Commitment(String root, BigInteger total, int chunks) {
    /** An epoch's payouts as they are committed and pushed. */
    public record Payouts(Commitment commitment, List<Chunk> chunks, MerkleTree tree) {
        /** @param payments in the order of payouts.csv */
        public static Payouts of(long day, List<Payment> payments) {
            List<Chunk> chunks = Chunks.cut(payments);
            MerkleTree tree = MerkleTree.of(day, chunks);
            BigInteger total = chunks.stream().map(Chunk::total).reduce(BigInteger.ZERO, BigInteger::add);
            return new Payouts(new Commitment(hex(tree.root()), total, chunks.size()), chunks, tree);
        }
    }

    /** {@code 0x} and lower-case hex digits. */
    public static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** The bytes of {@code 0x…}. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }

    @Override
    public String toString() {
        return "root " + root + ", total " + total + ", " + chunks + " chunks";
    }
}

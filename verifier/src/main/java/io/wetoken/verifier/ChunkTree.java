package io.wetoken.verifier;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** An epoch's payouts as the chain pays them, REWARD.md "On the chain". */
final class ChunkTree {
    static final int CHUNK = 500;

    private static final int ADDRESS = 20;
    private static final int AMOUNT = 12;
    private static final int WORD = 32;

    private final List<byte[]> packed;
    private final List<List<byte[]>> levels;

    private ChunkTree(List<byte[]> packed, List<List<byte[]>> levels) {
        this.packed = packed;
        this.levels = levels;
    }

    /**
     * @param day UTC day number
     * @throws Refused when an account is no chain address or an amount does not fit
     */
    static ChunkTree of(long day, List<Plan.Payout> payouts) throws Refused {
        List<byte[]> packed = new ArrayList<>();
        for (int from = 0; from < payouts.size(); from += CHUNK) {
            packed.add(pack(from, payouts.subList(from, Math.min(payouts.size(), from + CHUNK))));
        }
        return ofPacked(day, packed);
    }

    static ChunkTree ofPacked(long day, List<byte[]> packed) {
        List<byte[]> level = new ArrayList<>();
        for (int chunk = 0; chunk < packed.size(); chunk++) {
            level.add(Keccak256.hash(Keccak256.hash(word(day), word(chunk), Keccak256.hash(packed.get(chunk)))));
        }
        List<List<byte[]>> levels = new ArrayList<>(List.of(level));
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(i + 1 < level.size() ? pair(level.get(i), level.get(i + 1)) : level.get(i));
            }
            levels.add(above);
            level = above;
        }
        return new ChunkTree(packed, levels);
    }

    int chunks() {
        return packed.size();
    }

    /** Zero when nobody is paid. */
    byte[] root() {
        List<byte[]> top = levels.get(levels.size() - 1);
        return top.isEmpty() ? new byte[WORD] : top.get(0);
    }

    byte[] packed(int chunk) {
        return packed.get(chunk);
    }

    List<byte[]> proof(int chunk) {
        List<byte[]> proof = new ArrayList<>();
        int at = chunk;
        for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
            if ((at ^ 1) < level.size()) {
                proof.add(level.get(at ^ 1));
            }
            at /= 2;
        }
        return proof;
    }

    /** The root that a chunk's leaf and its proof lead to. */
    static byte[] climb(long day, int chunk, byte[] packed, List<byte[]> proof) {
        byte[] at = Keccak256.hash(Keccak256.hash(word(day), word(chunk), Keccak256.hash(packed)));
        for (byte[] beside : proof) {
            at = pair(at, beside);
        }
        return at;
    }

    static byte[] word(long value) {
        return ByteBuffer.allocate(WORD).putLong(WORD - Long.BYTES, value).array();
    }

    private static byte[] pair(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) < 0 ? Keccak256.hash(a, b) : Keccak256.hash(b, a);
    }

    private static byte[] pack(int first, List<Plan.Payout> payouts) throws Refused {
        ByteBuffer packed = ByteBuffer.allocate(payouts.size() * (ADDRESS + AMOUNT));
        for (int i = 0; i < payouts.size(); i++) {
            Plan.Payout payout = payouts.get(i);
            if (!payout.account().matches("0x[0-9a-f]{40}")) {
                throw new Refused(
                        "plan/payouts.csv:" + (first + i + 2), "'" + payout.account() + "' is no chain address");
            }
            packed.put(HexFormat.of().parseHex(payout.account(), 2, 2 + 2 * ADDRESS));
            packed.put(fixed(payout.amount()));
        }
        return packed.array();
    }

    private static byte[] fixed(BigInteger amount) {
        byte[] bytes = amount.toByteArray();
        byte[] fixed = new byte[AMOUNT];
        int length = Math.min(bytes.length, AMOUNT);
        System.arraycopy(bytes, bytes.length - length, fixed, AMOUNT - length, length);
        return fixed;
    }
}

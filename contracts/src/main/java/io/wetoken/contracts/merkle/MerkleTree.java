package io.wetoken.contracts.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.crypto.Hash;

/**
 * A tree as OpenZeppelin's MerkleProof verifies it: leaves in the order given, neighbours hashed as a sorted pair, an odd last node carried up
 * unchanged.
 */
public final class MerkleTree {
    /** The root of no leaves, which the pool takes as "pays nobody". */
    private static final byte[] EMPTY = new byte[32];

    private final List<List<byte[]>> levels;

    private MerkleTree(List<List<byte[]>> levels) {
        this.levels = levels;
    }

    /** @param leaves 32 bytes each */
    public static MerkleTree of(List<byte[]> leaves) {
        List<List<byte[]>> levels = new ArrayList<>();
        levels.add(leaves.stream().map(byte[]::clone).toList());
        while (last(levels).size() > 1) {
            levels.add(above(last(levels)));
        }
        return new MerkleTree(levels);
    }

    /** The tree over an epoch's chunks. */
    public static MerkleTree of(long epochId, List<Chunk> chunks) {
        return of(chunks.stream().map(chunk -> chunk.leaf(epochId)).toList());
    }

    /** 32 bytes; all zero if there are no leaves. */
    public byte[] root() {
        List<byte[]> top = last(levels);
        return top.isEmpty() ? EMPTY.clone() : top.get(0).clone();
    }

    /** The neighbours from a leaf up to the root; empty for a single leaf. */
    public List<byte[]> proof(int leaf) {
        if (leaf < 0 || leaf >= levels.get(0).size()) {
            throw new IllegalArgumentException(
                    "No leaf " + leaf + " in a tree of " + levels.get(0).size());
        }
        List<byte[]> proof = new ArrayList<>();
        int at = leaf;
        for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
            int neighbour = at ^ 1;
            if (neighbour < level.size()) {
                proof.add(level.get(neighbour).clone());
            }
            at >>= 1;
        }
        return List.copyOf(proof);
    }

    /** Whether the proof leads from the leaf to the root. */
    public static boolean verify(byte[] root, byte[] leaf, List<byte[]> proof) {
        byte[] node = leaf;
        for (byte[] neighbour : proof) {
            node = pair(node, neighbour);
        }
        return Arrays.equals(root, node);
    }

    private static List<byte[]> above(List<byte[]> level) {
        List<byte[]> above = new ArrayList<>();
        for (int left = 0; left < level.size(); left += 2) {
            above.add(left + 1 < level.size() ? pair(level.get(left), level.get(left + 1)) : level.get(left));
        }
        return above;
    }

    private static byte[] pair(byte[] a, byte[] b) {
        boolean inOrder = Arrays.compareUnsigned(a, b) <= 0;
        byte[] both = Arrays.copyOf(inOrder ? a : b, a.length + b.length);
        System.arraycopy(inOrder ? b : a, 0, both, a.length, b.length);
        return Hash.sha3(both);
    }

    private static List<byte[]> last(List<List<byte[]>> levels) {
        return levels.get(levels.size() - 1);
    }
}

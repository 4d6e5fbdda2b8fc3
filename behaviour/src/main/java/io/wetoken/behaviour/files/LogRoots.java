package io.wetoken.behaviour.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Merkle root for each hour of a day's log, so that a single event can be shown to be in it without the rest. The tree is that of RFC 6962, section
 * 2.1, by SHA-256: a leaf is the hash of a zero byte and the event's bytes, a node that of a one byte and its children. Leaves are ordered by their hash, so
 * neither the order nor the files in which events are kept matter. Holds 32 bytes an event and what a list costs.
 */
public final class LogRoots {
    private static final long HOUR_MS = 3_600_000;
    private static final long HOURS = 24;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final SortedMap<Integer, List<byte[]>> leaves = new TreeMap<>();
    private final MessageDigest digest = sha256();

    /** @param root lower-case hex */
    public record Root(int hour, long rows, String root) {}

    /**
     * @param received ms since 1970; its UTC hour is the tree that the event is in
     * @param event its bytes
     */
    public void add(long received, byte[] event) {
        int hour = (int) Math.floorMod(Math.floorDiv(received, HOUR_MS), HOURS);
        digest.update(LEAF);
        leaves.computeIfAbsent(hour, none -> new ArrayList<>()).add(digest.digest(event));
    }

    /** Hours without an event are absent; ascending. */
    public List<Root> roots() {
        List<Root> roots = new ArrayList<>();
        leaves.forEach((hour, events) -> {
            byte[][] sorted = events.toArray(new byte[0][]);
            Arrays.sort(sorted, Arrays::compareUnsigned);
            roots.add(new Root(hour, sorted.length, HexFormat.of().formatHex(root(sorted, 0, sorted.length))));
        });
        return roots;
    }

    private byte[] root(byte[][] sorted, int from, int to) {
        if (to - from == 1) {
            return sorted[from];
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        byte[] left = root(sorted, from, split);
        byte[] right = root(sorted, split, to);
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

package io.wetoken.flink.guard.core;

/**
 * 64-bit FNV-1a of an id (Fowler, Noll, Vo; draft-eastlake-fnv). States keep it instead of the text: among the few hundred ids of one state two collide
 * with a chance below 1e-14.
 */
public final class Fingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    public static long of(String id) {
        long hash = OFFSET;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        return hash;
    }
}

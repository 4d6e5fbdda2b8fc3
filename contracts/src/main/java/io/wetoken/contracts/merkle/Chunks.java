package io.wetoken.contracts.merkle;

import java.util.ArrayList;
import java.util.List;

/** Cuts an epoch's payouts for the pool. */
public final class Chunks {
    /** 500 fresh recipients cost 12.6 M gas, under the 16,777,216 that one transaction may use (EIP-7825). */
    public static final int SIZE = 500;

    private Chunks() {}

    /** @param payments in the order of {@code payouts.csv}; empty gives no chunk */
    public static List<Chunk> cut(List<Payment> payments) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < payments.size(); from += SIZE) {
            chunks.add(new Chunk(chunks.size(), payments.subList(from, Math.min(payments.size(), from + SIZE))));
        }
        return List.copyOf(chunks);
    }
}

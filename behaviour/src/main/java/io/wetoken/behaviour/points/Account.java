package io.wetoken.behaviour.points;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Ppm;
import java.math.BigInteger;
import java.util.TreeMap;

/** One account's sums while a person's day is worked out: exact, in micro-points · ms · ppm, floored only at the end. */
final class Account {
    private static final long MINUTE_MS = 60_000;
    private static final BigInteger SCALE = BigInteger.valueOf(MINUTE_MS * Ppm.ONE);

    private final TreeMap<AccountId, BigInteger> byOwner = new TreeMap<>();
    private BigInteger total = BigInteger.ZERO;

    /** @param weight micro-points for a minute */
    void time(long weight, long ms, int trustPpm, AccountId owner) {
        BigInteger earned = product(weight, ms, trustPpm);
        total = total.add(earned);
        byOwner.merge(owner, earned, BigInteger::add);
    }

    /** @param weight micro-points for the act */
    void act(long weight, int trustPpm, AccountId owner) {
        time(weight, MINUTE_MS, trustPpm, owner);
    }

    void ownAct(long weight, int trustPpm) {
        total = total.add(product(weight, MINUTE_MS, trustPpm));
    }

    private static BigInteger product(long weight, long ms, int trustPpm) {
        return BigInteger.valueOf(weight).multiply(BigInteger.valueOf(ms)).multiply(BigInteger.valueOf(trustPpm));
    }

    Earned earned() {
        TreeMap<AccountId, Long> affinity = new TreeMap<>();
        byOwner.forEach((owner, sum) -> affinity.put(owner, floor(sum)));
        affinity.values().removeIf(earned -> earned == 0);
        return new Earned(floor(total), affinity);
    }

    private static long floor(BigInteger sum) {
        return sum.divide(SCALE).longValueExact();
    }
}

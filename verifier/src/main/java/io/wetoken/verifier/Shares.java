package io.wetoken.verifier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides an amount to the last unit. */
final class Shares {
    private Shares() {}

    private record Remainder(String id, BigInteger rest, BigInteger weight) {}

    /** Each share floored, then one unit each to the largest remainders; ties by larger weight, then by smaller id. Nothing where all weights are 0. */
    static SortedMap<String, BigInteger> largestRemainder(BigInteger amount, Map<String, BigInteger> weights) {
        BigInteger all = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        SortedMap<String, BigInteger> shares = new TreeMap<>();
        if (all.signum() == 0) {
            return shares;
        }
        List<Remainder> remainders = new ArrayList<>();
        BigInteger left = amount;
        for (Map.Entry<String, BigInteger> weight : weights.entrySet()) {
            if (weight.getValue().signum() > 0) {
                BigInteger[] share = amount.multiply(weight.getValue()).divideAndRemainder(all);
                shares.put(weight.getKey(), share[0]);
                remainders.add(new Remainder(weight.getKey(), share[1], weight.getValue()));
                left = left.subtract(share[0]);
            }
        }
        remainders.sort(Comparator.comparing(Remainder::rest)
                .thenComparing(Remainder::weight)
                .reversed()
                .thenComparing(Remainder::id));
        for (Remainder next : remainders.subList(0, left.intValueExact())) {
            shares.merge(next.id(), BigInteger.ONE, BigInteger::add);
        }
        return shares;
    }
}

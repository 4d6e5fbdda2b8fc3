package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.BIG_M;
import static io.wetoken.settlement.core.Rule.M;

import java.math.BigInteger;
import java.util.Map;

/** Steps 1 to 3: how lively the community was, what that stretches the pool to, and what the pool is filled from. */
record Pool(BigInteger fromCarry, BigInteger refill, BigInteger buyback) {
    BigInteger total() {
        return fromCarry.add(refill).add(buyback);
    }

    /** A: each indicator against its baseline, at most twice it, weighted, and floored once. */
    static long index(Map<VitalityIndicator, Bundle.Vitality> indicators, Map<VitalityIndicator, Long> weights) {
        long sum = 0;
        for (Map.Entry<VitalityIndicator, Bundle.Vitality> entry : indicators.entrySet()) {
            Bundle.Vitality vitality = entry.getValue();
            long ratio = BigInteger.valueOf(vitality.today())
                    .multiply(BIG_M)
                    .divide(BigInteger.valueOf(Math.max(vitality.baseline(), 1)))
                    .min(BigInteger.valueOf(2 * M))
                    .longValueExact();
            sum += weights.get(entry.getKey()) * ratio;
        }
        return sum / M;
    }

    /** E: between equal split (0) and first best (1), moving at most one step a day. */
    static long elasticity(long index, RewardParams params) {
        long wanted = M + Math.floorDiv(params.betaPpm() * (index - M), M);
        long within = clamp(wanted, params.elasticityMinPpm(), params.elasticityMaxPpm());
        long previous = params.previousElasticityPpm();
        return clamp(
                within,
                previous * (M - params.elasticityStepPpm()) / M,
                previous * (M + params.elasticityStepPpm()) / M);
    }

    /** The pool never holds more than the price ceiling lets the points earn. */
    static Pool of(RewardParams params, long elasticity, BigInteger allPoints) {
        BigInteger room = params.pricePerPoint().multiply(allPoints);
        BigInteger fromCarry = params.carry().min(room);
        BigInteger left = room.subtract(fromCarry);
        BigInteger refill = params.fund()
                .multiply(BigInteger.valueOf(params.rhoPpm()))
                .multiply(BigInteger.valueOf(elasticity))
                .divide(BIG_M.multiply(BIG_M))
                .min(params.fund()
                        .multiply(BigInteger.valueOf(params.rhoMaxPpm()))
                        .divide(BIG_M))
                .min(left);
        BigInteger buyback = params.adBuyback().min(left.subtract(refill));
        return new Pool(fromCarry, refill, buyback);
    }

    private static long clamp(long value, long min, long max) {
        return Math.max(min, Math.min(max, value));
    }
}

package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.M;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code params.json}: the state of the money before the epoch and the parameters of the rule. Amounts are base units, {@code Ppm} are millionths;
 * the limits are those of {@link Rule}.
 */
public record RewardParams(
        LocalDate epoch,
        BigInteger fund,
        BigInteger carry,
        BigInteger adBuyback,
        long previousElasticityPpm,
        Map<VitalityIndicator, Long> indexWeightsPpm,
        long betaPpm,
        long elasticityMinPpm,
        long elasticityMaxPpm,
        long elasticityStepPpm,
        long rhoPpm,
        long rhoMaxPpm,
        BigInteger pricePerPoint,
        long activitySharePpm,
        long sharedPpm,
        long duelStakePpm,
        long duelMaxBaseRatio,
        long disseminatorMaxPpm,
        BigInteger minPayout) {

    public RewardParams {
        indexWeightsPpm = Map.copyOf(new EnumMap<>(indexWeightsPpm));
    }

    /** Everything that must be refused in these parameters, whatever else the bundle holds. */
    public RewardParams checked() throws RefusedBundle {
        amount("fund", fund, Rule.SUPPLY);
        amount("carry", carry, Rule.SUPPLY);
        amount("adBuyback", adBuyback, Rule.SUPPLY);
        amount("minPayout", minPayout, Rule.SUPPLY);
        amount("pricePerPoint", pricePerPoint, Rule.MAX_PRICE);
        long sum = 0;
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            Long weight = indexWeightsPpm.get(indicator);
            if (weight == null) {
                throw new RefusedBundle("indexWeightsPpm." + indicator.key() + " is missing");
            }
            sum += number("indexWeightsPpm." + indicator.key(), weight, 0, M);
        }
        if (sum != M) {
            throw new RefusedBundle("indexWeightsPpm must sum to " + M + ", sum is " + sum);
        }
        number("betaPpm", betaPpm, 0, M);
        number("elasticityMinPpm", elasticityMinPpm, 0, Rule.MAX_ELASTICITY_PPM);
        number("elasticityMaxPpm", elasticityMaxPpm, 0, Rule.MAX_ELASTICITY_PPM);
        number("previousElasticityPpm", previousElasticityPpm, 0, Rule.MAX_ELASTICITY_PPM);
        if (previousElasticityPpm < elasticityMinPpm || previousElasticityPpm > elasticityMaxPpm) {
            throw new RefusedBundle("previousElasticityPpm must lie within [" + elasticityMinPpm + ", "
                    + elasticityMaxPpm + "], is " + previousElasticityPpm);
        }
        number("elasticityStepPpm", elasticityStepPpm, 0, M);
        number("rhoPpm", rhoPpm, 0, M);
        number("rhoMaxPpm", rhoMaxPpm, 0, M);
        number("activitySharePpm", activitySharePpm, 0, M);
        number("sharedPpm", sharedPpm, 0, Rule.MAX_SHARED_PPM);
        number("duelStakePpm", duelStakePpm, 0, M);
        number("duelMaxBaseRatio", duelMaxBaseRatio, 1, Rule.MAX_BASE_RATIO);
        number("disseminatorMaxPpm", disseminatorMaxPpm, 0, M);
        return this;
    }

    private static long number(String name, long value, long min, long max) throws RefusedBundle {
        if (value < min || value > max) {
            throw new RefusedBundle(name + " must be " + min + ".." + max + ", is " + value);
        }
        return value;
    }

    private static void amount(String name, BigInteger value, BigInteger max) throws RefusedBundle {
        if (value.signum() < 0 || value.compareTo(max) > 0) {
            throw new RefusedBundle(name + " must be 0.." + max + ", is " + value);
        }
    }
}

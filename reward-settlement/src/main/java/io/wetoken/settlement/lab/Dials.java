package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.core.VitalityIndicator;
import io.wetoken.settlement.epoch.RuleParameters;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Map;

/** The parameters of {@code reward-rule.properties}, some of them turned. Shares in ppm, amounts in base units. */
final class Dials {
    private final LocalDate epoch;
    private final Map<VitalityIndicator, Long> indexWeights;
    private final long disseminatorMax;
    private BigInteger fund = BigInteger.ZERO;
    private BigInteger carry = BigInteger.ZERO;
    private BigInteger adBuyback = BigInteger.ZERO;
    private long elasticity;
    private long beta;
    private long elasticityMin;
    private long elasticityMax;
    private long elasticityStep;
    private long rho;
    private long rhoMax;
    private BigInteger price;
    private long activityShare;
    private long shared;
    private long duelStake;
    private long baseRatio;
    private BigInteger minPayout;

    private Dials(RewardParams from) {
        epoch = from.epoch();
        indexWeights = from.indexWeightsPpm();
        disseminatorMax = from.disseminatorMaxPpm();
        elasticity = from.previousElasticityPpm();
        beta = from.betaPpm();
        elasticityMin = from.elasticityMinPpm();
        elasticityMax = from.elasticityMaxPpm();
        elasticityStep = from.elasticityStepPpm();
        rho = from.rhoPpm();
        rhoMax = from.rhoMaxPpm();
        price = from.pricePerPoint();
        activityShare = from.activitySharePpm();
        shared = from.sharedPpm();
        duelStake = from.duelStakePpm();
        baseRatio = from.duelMaxBaseRatio();
        minPayout = from.minPayout();
    }

    static Dials asDeployed() {
        return new Dials(RuleParameters.reference().template());
    }

    Dials money(BigInteger newFund, BigInteger newCarry, BigInteger newAdBuyback) {
        fund = newFund;
        carry = newCarry;
        adBuyback = newAdBuyback;
        return this;
    }

    Dials fund(BigInteger amount) {
        return money(amount, BigInteger.ZERO, BigInteger.ZERO);
    }

    Dials previousElasticity(long ppm) {
        elasticity = ppm;
        return this;
    }

    Dials beta(long ppm) {
        beta = ppm;
        return this;
    }

    Dials elasticityWithin(long min, long max) {
        elasticityMin = min;
        elasticityMax = max;
        return this;
    }

    Dials elasticityStep(long ppm) {
        elasticityStep = ppm;
        return this;
    }

    Dials rho(long daily, long most) {
        rho = daily;
        rhoMax = most;
        return this;
    }

    /** Base units a micro-point. */
    Dials price(BigInteger amount) {
        price = amount;
        return this;
    }

    Dials activityShare(long ppm) {
        activityShare = ppm;
        return this;
    }

    Dials shared(long ppm) {
        shared = ppm;
        return this;
    }

    Dials duel(long stakePpm, long maxBaseRatio) {
        duelStake = stakePpm;
        baseRatio = maxBaseRatio;
        return this;
    }

    Dials minPayout(BigInteger amount) {
        minPayout = amount;
        return this;
    }

    RewardParams params() {
        return new RewardParams(
                epoch,
                fund,
                carry,
                adBuyback,
                elasticity,
                indexWeights,
                beta,
                elasticityMin,
                elasticityMax,
                elasticityStep,
                rho,
                rhoMax,
                price,
                activityShare,
                shared,
                duelStake,
                baseRatio,
                disseminatorMax,
                minPayout);
    }
}

package io.wetoken.verifier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The arithmetic of the reward rule, version 1: one method for each numbered step of REWARD.md. */
final class Rule {
    private static final BigInteger M = Params.M;
    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final BigInteger ONE = BigInteger.ONE;

    private final Bundle bundle;
    private final Params params;
    private final SortedMap<String, Due> dues = new TreeMap<>();
    private BigInteger given = ZERO;

    private Rule(Bundle bundle) {
        this.bundle = bundle;
        this.params = bundle.params();
    }

    /** What an account is given, by its reason. */
    enum Part {
        ACTIVITY,
        OWNER,
        CONTRIBUTOR,
        CONTRIBUTION,
        DISSEMINATOR,
        DEFERRED
    }

    /** What one account is given. */
    record Due(EnumMap<Part, BigInteger> parts) {
        /** In the order of {@link Part}. */
        List<BigInteger> columns() {
            return Arrays.stream(Part.values())
                    .map(part -> parts.getOrDefault(part, ZERO))
                    .toList();
        }

        BigInteger total() {
            return columns().stream().reduce(ZERO, BigInteger::add);
        }
    }

    static Plan apply(Bundle bundle) {
        return new Rule(bundle).plan();
    }

    private Plan plan() {
        BigInteger index = index();
        BigInteger elasticity = elasticity(index);
        BigInteger points = sum(bundle.activity());
        BigInteger promotion = bundle.creators().values().stream()
                .map(Bundle.Creator::promotion)
                .reduce(ZERO, BigInteger::add);

        BigInteger price = params.get("pricePerPoint");
        BigInteger room = price.multiply(points);
        BigInteger fund = params.get("fund");
        BigInteger fromCarry = params.get("carry").min(room);
        BigInteger refill = fund.multiply(params.get("rhoPpm"))
                .multiply(elasticity)
                .divide(M.multiply(M))
                .min(ppm(fund, "rhoMaxPpm"))
                .min(room.subtract(fromCarry));
        BigInteger buyback =
                params.get("adBuyback").min(room.subtract(fromCarry).subtract(refill));
        BigInteger pool = fromCarry.add(refill).add(buyback);

        BigInteger activityPool = ppm(pool, "activitySharePpm");
        BigInteger contributionPool = pool.subtract(activityPool).min(price.multiply(promotion));

        activity(activityPool, points);
        contribution(contributionPool, promotion);

        BigInteger carryAfter = params.get("carry").add(refill).add(buyback).subtract(given);
        bundle.deferred().forEach((account, amount) -> add(account, Part.DEFERRED, amount));

        Map<String, BigInteger> figures = new LinkedHashMap<>();
        figures.put("indexPpm", index);
        figures.put("elasticityPpm", elasticity);
        figures.put("refill", refill);
        figures.put("buybackUsed", buyback);
        figures.put("pool", pool);
        figures.put("activityPool", activityPool);
        figures.put("contributionPool", contributionPool);
        figures.put("fundAfter", fund.subtract(refill));
        figures.put("carryAfter", carryAfter);
        figures.put("adBuybackAfter", params.get("adBuyback").subtract(buyback));
        return Plan.of(dues, params.get("minPayout"), figures);
    }

    /** Step 1. */
    private BigInteger index() {
        BigInteger sum = ZERO;
        for (Map.Entry<String, BigInteger> weight : params.weights().entrySet()) {
            BigInteger today = bundle.today().getOrDefault(weight.getKey(), ZERO);
            BigInteger baseline = bundle.baseline().getOrDefault(weight.getKey(), ZERO);
            BigInteger ratio = today.multiply(M).divide(baseline.max(ONE)).min(M.add(M));
            sum = sum.add(weight.getValue().multiply(ratio));
        }
        return sum.divide(M);
    }

    /** Step 2. */
    private BigInteger elasticity(BigInteger index) {
        BigInteger free = M.add(floor(params.get("betaPpm").multiply(index.subtract(M)), M));
        BigInteger limited = free.max(params.get("elasticityMinPpm")).min(params.get("elasticityMaxPpm"));
        BigInteger previous = params.get("previousElasticityPpm");
        BigInteger step = params.get("elasticityStepPpm");
        return limited.max(previous.multiply(M.subtract(step)).divide(M))
                .min(previous.multiply(M.add(step)).divide(M));
    }

    /** Step 5. */
    private void activity(BigInteger pool, BigInteger allPoints) {
        Map<String, BigInteger> shared = new HashMap<>();
        bundle.activity().forEach((account, points) -> {
            BigInteger reward = share(pool, points, allPoints);
            shared.put(account, ppm(reward, "sharedPpm"));
            give(account, Part.ACTIVITY, reward.subtract(ppm(reward, "sharedPpm")));
        });
        bundle.affinity().forEach((id, affinity) -> {
            BigInteger pot = ZERO;
            for (Map.Entry<String, BigInteger> visitor : affinity.entrySet()) {
                pot = pot.add(share(
                        shared.getOrDefault(visitor.getKey(), ZERO),
                        visitor.getValue(),
                        bundle.activity().getOrDefault(visitor.getKey(), ZERO)));
            }
            Bundle.Space space = bundle.spaces().get(id);
            if (space == null) {
                throw new IllegalStateException("The bundle let the unknown space '" + id + "' pass");
            }
            BigInteger owners = pot.multiply(space.ownerSharePpm()).divide(M);
            give(space.owner(), Part.OWNER, owners);
            Shares.largestRemainder(pot.subtract(owners), affinity)
                    .forEach((account, amount) -> give(account, Part.CONTRIBUTOR, amount));
        });
    }

    /** Steps 6 and 7. */
    private void contribution(BigInteger pool, BigInteger allPromotion) {
        List<Bundle.Creator> ranked = new ArrayList<>(bundle.creators().values());
        ranked.removeIf(creator -> creator.promotion().signum() == 0);
        ranked.sort(Comparator.comparing(Bundle.Creator::base).reversed().thenComparing(Bundle.Creator::id));
        Map<String, BigInteger> income = new HashMap<>();
        ranked.forEach(creator -> income.put(creator.id(), share(pool, creator.promotion(), allPromotion)));
        int next = 0;
        while (next + 1 < ranked.size()) {
            Bundle.Creator stronger = ranked.get(next);
            Bundle.Creator weaker = ranked.get(next + 1);
            if (strength(stronger).compareTo(strength(weaker).multiply(params.get("duelMaxBaseRatio"))) > 0) {
                next++;
            } else {
                duel(stronger, weaker, income);
                next += 2;
            }
        }
        ranked.forEach(creator -> disseminate(creator, income.getOrDefault(creator.id(), ZERO)));
    }

    private void duel(Bundle.Creator x, Bundle.Creator y, Map<String, BigInteger> income) {
        BigInteger left = x.promotion().multiply(strength(y));
        BigInteger right = y.promotion().multiply(strength(x));
        BigInteger stake = income.getOrDefault(x.id(), ZERO).min(income.getOrDefault(y.id(), ZERO));
        BigInteger moved = stake.multiply(params.get("duelStakePpm"))
                .multiply(left.subtract(right).abs())
                .divide(M.multiply(left.add(right)));
        BigInteger toX = left.compareTo(right) > 0 ? moved : moved.negate();
        income.merge(x.id(), toX, BigInteger::add);
        income.merge(y.id(), toX.negate(), BigInteger::add);
    }

    private void disseminate(Bundle.Creator creator, BigInteger income) {
        BigInteger pot = income.multiply(creator.disseminatorSharePpm().min(params.get("disseminatorMaxPpm")))
                .divide(M);
        BigInteger kept = income;
        for (Map.Entry<String, BigInteger> referral :
                bundle.referrals().getOrDefault(creator.id(), new TreeMap<>()).entrySet()) {
            BigInteger part = share(pot, referral.getValue(), creator.promotion());
            give(referral.getKey(), Part.DISSEMINATOR, part);
            kept = kept.subtract(part);
        }
        give(creator.id(), Part.CONTRIBUTION, kept);
    }

    private static BigInteger strength(Bundle.Creator creator) {
        return creator.base().max(ONE);
    }

    private void give(String account, Part part, BigInteger amount) {
        given = given.add(amount);
        add(account, part, amount);
    }

    private void add(String account, Part part, BigInteger amount) {
        dues.computeIfAbsent(account, none -> new Due(new EnumMap<>(Part.class)))
                .parts()
                .merge(part, amount, BigInteger::add);
    }

    private BigInteger ppm(BigInteger amount, String key) {
        return amount.multiply(params.get(key)).divide(M);
    }

    /** A share of nothing is nothing. */
    private static BigInteger share(BigInteger amount, BigInteger part, BigInteger whole) {
        return whole.signum() == 0 ? ZERO : amount.multiply(part).divide(whole);
    }

    private static BigInteger floor(BigInteger dividend, BigInteger divisor) {
        return dividend.subtract(dividend.mod(divisor)).divide(divisor);
    }

    private static BigInteger sum(Map<String, BigInteger> values) {
        return values.values().stream().reduce(ZERO, BigInteger::add);
    }
}

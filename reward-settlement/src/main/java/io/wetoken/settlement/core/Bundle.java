package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/**
 * One epoch's inputs, checked row by row as they are taken in: a row that breaks the rule throws {@link RefusedBundle} and the bundle is spoilt. The
 * caller adds rows in this order of kinds: indicators, activity, spaces, affinity, contribution, referrals, deferred; then {@link #complete()}. Counts
 * are within 0..{@link Rule#MAX_COUNT} and ids well formed already. Columns, not objects: a million accounts are a few arrays.
 */
public final class Bundle {
    /** An indicator's figure of the day, and the median it is measured against. */
    record Vitality(long today, long baseline) {}

    final RewardParams params;
    final Map<VitalityIndicator, Vitality> indicators = new EnumMap<>(VitalityIndicator.class);
    final IdNumbers accounts = new IdNumbers();
    final IdNumbers spaces = new IdNumbers();

    /** By account; -1 without a row in activity.csv. */
    final Longs points = new Longs(-1);

    /** By space. */
    final Ints owner = new Ints(IdNumbers.ABSENT);

    final Longs ownerShare = new Longs(0);

    /** By row of affinity.csv, rows of 0 points left out: they change nothing. */
    final Ints affinityAccount = new Ints(IdNumbers.ABSENT);

    final Ints affinitySpace = new Ints(IdNumbers.ABSENT);
    final Longs affinityPoints = new Longs(0);

    /** By creator, numbered from 0 in order of arrival. */
    final Ints creatorAccount = new Ints(IdNumbers.ABSENT);

    final Longs base = new Longs(0);
    final Longs promotion = new Longs(0);
    final Longs disseminatorShare = new Longs(0);

    /** By row of referrals.csv. */
    final Ints referralCreator = new Ints(IdNumbers.ABSENT);

    final Ints referralDisseminator = new Ints(IdNumbers.ABSENT);
    final Longs referralPoints = new Longs(0);

    /** By account. */
    final Amounts deferred = new Amounts(16);

    private final Ints creatorOf = new Ints(IdNumbers.ABSENT);
    private final Longs affinitySum = new Longs(0);
    private final Longs referralSum = new Longs(0);
    private final PairSet affinities = new PairSet();
    private final PairSet referrals = new PairSet();
    private final Ints hasDeferred = new Ints(0);
    private int lastAffinity = IdNumbers.ABSENT;
    private BigInteger deferredSum = BigInteger.ZERO;

    public Bundle(RewardParams params) throws RefusedBundle {
        this.params = params.checked();
    }

    public void indicator(String key, long today, long baseline) throws RefusedBundle {
        VitalityIndicator indicator = VitalityIndicator.of(key)
                .orElseThrow(() -> new RefusedBundle("unknown indicator '" + shortened(key) + "'"));
        if (indicators.put(indicator, new Vitality(today, baseline)) != null) {
            throw new RefusedBundle("duplicate indicator '" + key + "'");
        }
    }

    /** All indicators have been given. */
    public void indicatorsComplete() throws RefusedBundle {
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            if (!indicators.containsKey(indicator)) {
                throw new RefusedBundle("indicator '" + indicator.key() + "' is missing");
            }
        }
    }

    public void activity(Id account, long count) throws RefusedBundle {
        int number = account.addTo(accounts);
        if (points.get(number) >= 0) {
            throw new RefusedBundle("duplicate account '" + account + "'");
        }
        points.set(number, count);
    }

    public void space(Id space, Id spaceOwner, long ownerSharePpm) throws RefusedBundle {
        ppm("ownerSharePpm", ownerSharePpm);
        int number = space.addTo(spaces);
        if (owner.get(number) != IdNumbers.ABSENT) {
            throw new RefusedBundle("duplicate space '" + space + "'");
        }
        owner.set(number, spaceOwner.addTo(accounts));
        ownerShare.set(number, ownerSharePpm);
    }

    public void affinity(Id account, Id space, long count) throws RefusedBundle {
        int who = account.in(accounts, lastAffinity);
        lastAffinity = who;
        if (who == IdNumbers.ABSENT || points.get(who) < 0) {
            throw new RefusedBundle("account '" + account + "' has no row in activity.csv");
        }
        int where = space.in(spaces);
        if (where == IdNumbers.ABSENT) {
            throw new RefusedBundle("unknown space '" + space + "'");
        }
        if (owner.get(where) == who) {
            throw new RefusedBundle("account '" + account + "' has affinity in its own space '" + space + "'");
        }
        if (!affinities.add(who, where)) {
            throw new RefusedBundle("duplicate affinity of '" + account + "' in '" + space + "'");
        }
        long sum = affinitySum.get(who) + count;
        if (sum > points.get(who)) {
            throw new RefusedBundle("affinity of '" + account + "' sums to " + sum + " with " + count
                    + " here, above its points " + points.get(who));
        }
        affinitySum.set(who, sum);
        if (count > 0) {
            affinityAccount.add(who);
            affinitySpace.add(where);
            affinityPoints.add(count);
        }
    }

    public void contribution(Id creator, long itsBase, long itsPromotion, long sharePpm) throws RefusedBundle {
        ppm("disseminatorSharePpm", sharePpm);
        int account = creator.addTo(accounts);
        if (creatorOf.get(account) != IdNumbers.ABSENT) {
            throw new RefusedBundle("duplicate creator '" + creator + "'");
        }
        creatorOf.set(account, creatorAccount.size());
        creatorAccount.add(account);
        base.add(itsBase);
        promotion.add(itsPromotion);
        disseminatorShare.add(sharePpm);
    }

    public void referral(Id creator, Id disseminator, long count) throws RefusedBundle {
        int account = creator.in(accounts);
        int number = account == IdNumbers.ABSENT ? IdNumbers.ABSENT : creatorOf.get(account);
        if (number == IdNumbers.ABSENT) {
            throw new RefusedBundle("unknown creator '" + creator + "'");
        }
        int by = disseminator.addTo(accounts);
        if (by == account) {
            throw new RefusedBundle("creator '" + creator + "' refers itself");
        }
        if (!referrals.add(number, by)) {
            throw new RefusedBundle("duplicate referral of '" + creator + "' by '" + disseminator + "'");
        }
        long sum = referralSum.get(number) + count;
        if (sum > promotion.get(number)) {
            throw new RefusedBundle("referrals of '" + creator + "' sum to " + sum + " with " + count
                    + " here, above its promotion " + promotion.get(number));
        }
        referralSum.set(number, sum);
        if (count > 0) {
            referralCreator.add(number);
            referralDisseminator.add(by);
            referralPoints.add(count);
        }
    }

    public void deferred(Id account, BigInteger amount) throws RefusedBundle {
        int number = account.addTo(accounts);
        if (hasDeferred.get(number) != 0) {
            throw new RefusedBundle("duplicate account '" + account + "'");
        }
        hasDeferred.set(number, 1);
        deferredSum = deferredSum.add(amount);
        // A sum above the supply is refused by complete(); until then an amount column must not overflow.
        if (deferredSum.compareTo(Rule.SUPPLY) <= 0) {
            deferred.add(number, amount);
        }
    }

    /** All rows have been given. The place of this refusal is params.json. */
    public Bundle complete() throws RefusedBundle {
        BigInteger all =
                params.fund().add(params.carry()).add(params.adBuyback()).add(deferredSum);
        if (all.compareTo(Rule.SUPPLY) > 0) {
            throw new RefusedBundle(
                    "fund + carry + adBuyback + deferred is " + all + ", above the supply " + Rule.SUPPLY);
        }
        return this;
    }

    public RewardParams params() {
        return params;
    }

    public BigInteger deferredSum() {
        return deferredSum;
    }

    private static void ppm(String name, long value) throws RefusedBundle {
        if (value > Rule.M) {
            throw new RefusedBundle(name + " must be 0.." + Rule.M + ", is '" + value + "'");
        }
    }

    private static String shortened(String text) {
        return text.length() <= Rule.MAX_ID_LENGTH ? text : text.substring(0, Rule.MAX_ID_LENGTH) + "…";
    }
}

package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.BIG_M;

import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.Plan.Lines;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Version 1 of the reward rule: what a bundle pays. A pure function; the numbers in the comments are the steps of the rule. */
public final class Planner {
    private final Bundle bundle;
    private final RewardParams params;
    private final int accounts;

    private Planner(Bundle bundle) {
        this.bundle = bundle;
        this.params = bundle.params;
        this.accounts = bundle.accounts.size();
    }

    public static Plan plan(Bundle bundle) {
        return new Planner(bundle).plan();
    }

    private Plan plan() {
        long index = Pool.index(bundle.indicators, params.indexWeightsPpm());
        long elasticity = Pool.elasticity(index, params);
        BigInteger allPoints = sum(bundle.points, accounts);
        BigInteger allPromotion = sum(bundle.promotion, bundle.promotion.size());
        Pool pool = Pool.of(params, elasticity, allPoints);

        // 4. Levels.
        BigInteger activityPool =
                pool.total().multiply(ppm(params.activitySharePpm())).divide(BIG_M);
        BigInteger contributionPool =
                pool.total().subtract(activityPool).min(params.pricePerPoint().multiply(allPromotion));

        // 5. PoA, 6. PoC, 7. disseminators.
        ActivityRewards activity = ActivityRewards.of(bundle, activityPool, allPoints);
        ContributionRewards contribution = ContributionRewards.of(bundle, contributionPool, allPromotion);

        // 8. Payouts.
        Amounts total = new Amounts(accounts);
        Map<Column, Amounts> columns = new EnumMap<>(Column.class);
        columns.put(Column.ACTIVITY, activity.kept());
        columns.put(Column.OWNER, activity.owner());
        columns.put(Column.CONTRIBUTOR, activity.contributor());
        columns.put(Column.CONTRIBUTION, contribution.creator());
        columns.put(Column.DISSEMINATOR, contribution.disseminator());
        columns.put(Column.DEFERRED, bundle.deferred);
        List<Amounts> parts = List.copyOf(columns.values());
        columns.put(Column.TOTAL, total);
        Amounts minPayout = new Amounts(1);
        minPayout.add(0, params.minPayout());
        int[] order = new int[accounts];
        int count = 0;
        for (int account = 0; account < accounts; account++) {
            for (Amounts part : parts) {
                total.add(account, part, account);
            }
            if (!total.isZero(account)) {
                order[count++] = account;
            }
        }
        order = Arrays.copyOf(order, count);
        bundle.accounts.sort(order, count);
        boolean[] pays = new boolean[count];
        Amounts sums = new Amounts(2);
        for (int line = 0; line < count; line++) {
            pays[line] = total.atLeast(order[line], minPayout, 0);
            sums.add(pays[line] ? 0 : 1, total, order[line]);
        }
        BigInteger given = sums.get(0).add(sums.get(1)).subtract(bundle.deferredSum());
        return new Plan(
                params,
                index,
                elasticity,
                pool.refill(),
                pool.buyback(),
                pool.total(),
                activityPool,
                contributionPool,
                given,
                params.fund().subtract(pool.refill()),
                params.carry().add(pool.refill()).add(pool.buyback()).subtract(given),
                params.adBuyback().subtract(pool.buyback()),
                sums.get(0),
                sums.get(1),
                new Lines(bundle.accounts, order, pays, columns));
    }

    private static BigInteger sum(Longs column, int count) {
        BigInteger sum = BigInteger.ZERO;
        long part = 0;
        for (int i = 0; i < count; i++) {
            part += Math.max(0, column.get(i));
            // A thousand counts of at most 10^15 stay far below 2^63.
            if (i % 1000 == 999) {
                sum = sum.add(BigInteger.valueOf(part));
                part = 0;
            }
        }
        return sum.add(BigInteger.valueOf(part));
    }

    private static BigInteger ppm(long value) {
        return BigInteger.valueOf(value);
    }
}

package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.BIG_M;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Steps 6 and 7, proof of contribution: by account, what creators keep after their duels and what their disseminators get. */
record ContributionRewards(Amounts creator, Amounts disseminator) {
    static ContributionRewards of(Bundle bundle, BigInteger contributionPool, BigInteger allPromotion) {
        int accounts = bundle.accounts.size();
        ContributionRewards rewards = new ContributionRewards(new Amounts(accounts), new Amounts(accounts));
        int creators = bundle.promotion.size();
        BigInteger[] incomes = new BigInteger[creators];
        for (int c = 0; c < creators; c++) {
            incomes[c] = contributionPool
                    .multiply(BigInteger.valueOf(bundle.promotion.get(c)))
                    .divide(allPromotion.max(BigInteger.ONE));
        }
        duel(bundle, incomes);
        rewards.disseminate(bundle, incomes);
        for (int c = 0; c < creators; c++) {
            rewards.creator.add(bundle.creatorAccount.get(c), incomes[c]);
        }
        return rewards;
    }

    /** One walk over neighbours of like standing: the expected value of a contest with chance l/(l + r) (Tullock 1980). */
    private static void duel(Bundle bundle, BigInteger[] incomes) {
        Comparator<Integer> byStanding = Comparator.<Integer>comparingLong(c -> bundle.base.get(c))
                .reversed()
                .thenComparing((left, right) ->
                        bundle.accounts.compare(bundle.creatorAccount.get(left), bundle.creatorAccount.get(right)));
        int[] walk = IntStream.range(0, incomes.length)
                .filter(c -> bundle.promotion.get(c) > 0)
                .boxed()
                .sorted(byStanding)
                .mapToInt(Integer::intValue)
                .toArray();
        int next = 0;
        while (next + 1 < walk.length) {
            int x = walk[next];
            int y = walk[next + 1];
            long standingX = Math.max(bundle.base.get(x), 1);
            long standingY = Math.max(bundle.base.get(y), 1);
            if (standingX > bundle.params.duelMaxBaseRatio() * standingY) {
                next++;
                continue;
            }
            BigInteger l = BigInteger.valueOf(bundle.promotion.get(x)).multiply(BigInteger.valueOf(standingY));
            BigInteger r = BigInteger.valueOf(bundle.promotion.get(y)).multiply(BigInteger.valueOf(standingX));
            BigInteger moved = incomes[x]
                    .min(incomes[y])
                    .multiply(BigInteger.valueOf(bundle.params.duelStakePpm()))
                    .multiply(l.subtract(r).abs())
                    .divide(BIG_M.multiply(l.add(r)));
            BigInteger toX = l.compareTo(r) > 0 ? moved : moved.negate();
            incomes[x] = incomes[x].add(toX);
            incomes[y] = incomes[y].subtract(toX);
            next += 2;
        }
    }

    /** Takes what disseminators get off the incomes. */
    private void disseminate(Bundle bundle, BigInteger[] incomes) {
        BigInteger[] before = incomes.clone();
        for (int row = 0; row < bundle.referralPoints.size(); row++) {
            int c = bundle.referralCreator.get(row);
            long share = Math.min(bundle.disseminatorShare.get(c), bundle.params.disseminatorMaxPpm());
            BigInteger pot = before[c].multiply(BigInteger.valueOf(share)).divide(BIG_M);
            BigInteger part = pot.multiply(BigInteger.valueOf(bundle.referralPoints.get(row)))
                    .divide(BigInteger.valueOf(bundle.promotion.get(c)));
            disseminator.add(bundle.referralDisseminator.get(row), part);
            incomes[c] = incomes[c].subtract(part);
        }
    }
}

package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.BIG_M;

import java.math.BigInteger;

/** Step 5, proof of activity: by account, what it keeps, what it gets as the owner of spaces, and what as one who was active in them. */
record ActivityRewards(Amounts kept, Amounts owner, Amounts contributor) {
    static ActivityRewards of(Bundle bundle, BigInteger activityPool, BigInteger allPoints) {
        int accounts = bundle.accounts.size();
        ActivityRewards rewards =
                new ActivityRewards(new Amounts(accounts), new Amounts(accounts), new Amounts(accounts));
        if (activityPool.signum() == 0 || allPoints.signum() == 0) {
            return rewards;
        }
        Amounts shared = new Amounts(accounts);
        BigInteger sharedPpm = BigInteger.valueOf(bundle.params.sharedPpm());
        for (int account = 0; account < accounts; account++) {
            long points = bundle.points.get(account);
            if (points > 0) {
                BigInteger reward =
                        activityPool.multiply(BigInteger.valueOf(points)).divide(allPoints);
                BigInteger part = reward.multiply(sharedPpm).divide(BIG_M);
                rewards.kept.add(account, reward.subtract(part));
                shared.add(account, part);
            }
        }
        rewards.shareOut(bundle, pots(bundle, shared));
        return rewards;
    }

    private static Amounts pots(Bundle bundle, Amounts shared) {
        Amounts pots = new Amounts(bundle.spaces.size());
        for (int row = 0; row < bundle.affinityPoints.size(); row++) {
            int account = bundle.affinityAccount.get(row);
            BigInteger part = shared.get(account)
                    .multiply(BigInteger.valueOf(bundle.affinityPoints.get(row)))
                    .divide(BigInteger.valueOf(bundle.points.get(account)));
            pots.add(bundle.affinitySpace.get(row), part);
        }
        return pots;
    }

    private void shareOut(Bundle bundle, Amounts pots) {
        int spaces = bundle.spaces.size();
        int[] ends = new int[spaces + 1];
        int[] rows = rowsBySpace(bundle, ends);
        LargestRemainder remainder = new LargestRemainder(
                bundle.affinityPoints,
                (left, right) ->
                        bundle.accounts.compare(bundle.affinityAccount.get(left), bundle.affinityAccount.get(right)));
        for (int space = 0; space < spaces; space++) {
            BigInteger pot = pots.get(space);
            BigInteger part = pot.multiply(BigInteger.valueOf(bundle.ownerShare.get(space)))
                    .divide(BIG_M);
            owner.add(bundle.owner.get(space), part);
            remainder.share(
                    pot.subtract(part),
                    rows,
                    ends[space],
                    ends[space + 1],
                    (row, share) -> contributor.add(bundle.affinityAccount.get(row), share));
        }
    }

    /** Rows of affinity.csv, space by space (a counting sort); space s has {@code [ends[s], ends[s + 1])}. */
    private static int[] rowsBySpace(Bundle bundle, int[] ends) {
        int count = bundle.affinityPoints.size();
        for (int row = 0; row < count; row++) {
            ends[bundle.affinitySpace.get(row) + 1]++;
        }
        for (int space = 1; space < ends.length; space++) {
            ends[space] += ends[space - 1];
        }
        int[] next = ends.clone();
        int[] rows = new int[count];
        for (int row = 0; row < count; row++) {
            rows[next[bundle.affinitySpace.get(row)]++] = row;
        }
        return rows;
    }
}

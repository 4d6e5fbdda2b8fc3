package io.wetoken.settlement.core;

import static io.wetoken.settlement.core.Rule.M;

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
        Amounts all = new Amounts(1);
        all.add(0, activityPool);
        Fraction fraction = new Fraction();
        for (int account = 0; account < accounts; account++) {
            long points = bundle.points.get(account);
            if (points > 0) {
                if (allPoints.bitLength() < Long.SIZE) {
                    all.take(0, points, allPoints.longValue(), fraction);
                } else {
                    all.take(0, BigInteger.valueOf(points), allPoints, fraction);
                }
                rewards.kept.add(account, fraction);
                fraction.of(fraction.wes(), fraction.units(), bundle.params.sharedPpm(), M);
                shared.add(account, fraction);
                rewards.kept.subtract(account, shared, account);
            }
        }
        rewards.shareOut(bundle, pots(bundle, shared));
        return rewards;
    }

    private static Amounts pots(Bundle bundle, Amounts shared) {
        Amounts pots = new Amounts(bundle.spaces.size());
        Fraction fraction = new Fraction();
        for (int row = 0; row < bundle.affinityPoints.size(); row++) {
            int account = bundle.affinityAccount.get(row);
            shared.take(account, bundle.affinityPoints.get(row), bundle.points.get(account), fraction);
            pots.add(bundle.affinitySpace.get(row), fraction);
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
        Amounts part = new Amounts(1);
        Fraction fraction = new Fraction();
        for (int space = 0; space < spaces; space++) {
            pots.take(space, bundle.ownerShare.get(space), M, fraction);
            part.clear(0);
            part.add(0, fraction);
            owner.add(bundle.owner.get(space), fraction);
            pots.subtract(space, part, 0);
            remainder.share(pots, space, rows, ends[space], ends[space + 1], contributor, bundle.affinityAccount);
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

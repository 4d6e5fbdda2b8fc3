package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Plan.Column;
import java.math.BigInteger;

/** Who gets what by a plan; whom it does not name gets nothing. */
record Income(Plan plan) {
    BigInteger of(String account, Column... columns) {
        int line = line(account);
        BigInteger sum = BigInteger.ZERO;
        if (line >= 0) {
            for (Column column : columns) {
                sum = sum.add(plan.lines().amount(line, column));
            }
        }
        return sum;
    }

    BigInteger of(String account) {
        return of(account, Column.TOTAL);
    }

    /** By an account's own activity: what it keeps and what spaces give to those who were active there. */
    BigInteger byActivity(String account) {
        return of(account, Column.ACTIVITY, Column.CONTRIBUTOR);
    }

    /** In WE; a double, for figures only. */
    double we(String account) {
        return we(of(account));
    }

    static double we(BigInteger units) {
        return units.doubleValue() / 1e18;
    }

    /** Lines are in the order of the ids' bytes, and ids are ASCII. */
    private int line(String account) {
        int low = 0;
        int high = plan.lines().count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = plan.lines().account(middle).compareTo(account);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}

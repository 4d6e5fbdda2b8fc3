package io.wetoken.settlement.core;

import java.math.BigInteger;
import java.util.Map;

/**
 * What an epoch pays: the accounts with a total above 0, in the order of their ids' bytes, and what becomes of the money. Amounts are base units.
 *
 * @param indexPpm A, the community's vitality
 * @param elasticityPpm E, what the pool is stretched by
 * @param given everything given in this epoch, deferred amounts not counted
 */
public record Plan(
        RewardParams params,
        long indexPpm,
        long elasticityPpm,
        BigInteger refill,
        BigInteger buybackUsed,
        BigInteger pool,
        BigInteger activityPool,
        BigInteger contributionPool,
        BigInteger given,
        BigInteger fundAfter,
        BigInteger carryAfter,
        BigInteger adBuybackAfter,
        BigInteger paid,
        BigInteger deferredTotal,
        Lines lines) {

    /** The accounts' lines; {@code line} counts from 0 in the order of the ids. */
    public static final class Lines {
        private final IdNumbers accounts;
        private final int[] order;
        private final boolean[] pays;
        private final Map<Column, Amounts> columns;

        Lines(IdNumbers accounts, int[] order, boolean[] pays, Map<Column, Amounts> columns) {
            this.accounts = accounts;
            this.order = order;
            this.pays = pays;
            this.columns = columns;
        }

        public int count() {
            return order.length;
        }

        /** Is the total paid now? Otherwise it is deferred. */
        public boolean pays(int line) {
            return pays[line];
        }

        public String account(int line) {
            return accounts.text(order[line]);
        }

        public BigInteger amount(int line, Column column) {
            return columns.get(column).get(order[line]);
        }

        public int printAccount(int line, byte[] target, int at) {
            return accounts.copy(order[line], target, at);
        }

        public int printAmount(int line, Column column, byte[] target, int at) {
            return columns.get(column).print(order[line], target, at);
        }
    }

    /** The columns of breakdown.csv. */
    public enum Column {
        ACTIVITY,
        OWNER,
        CONTRIBUTOR,
        CONTRIBUTION,
        DISSEMINATOR,
        DEFERRED,
        TOTAL
    }
}

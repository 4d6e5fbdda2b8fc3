package io.wetoken.settlement.bench.faults;

import java.math.BigInteger;

/**
 * What came of all payments.
 *
 * @param owed payments that the plans have
 * @param made transfers that the token tells of
 * @param doubled accounts with more than they were owed
 * @param lost accounts with less
 */
record Account(long owed, long made, long doubled, long lost, BigInteger unitsOwed, BigInteger unitsPaid) {}

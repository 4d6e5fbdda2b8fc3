package io.wetoken.settlement.core;

import java.math.BigInteger;

/** The limits that version 1 of the reward rule sets to its inputs. */
public final class Rule {
    public static final int VERSION = 1;

    /** One million: what ppm are parts of. */
    public static final long M = 1_000_000;

    /** Points, bases, promotions, referrals and indicators. */
    public static final long MAX_COUNT = 1_000_000_000_000_000L;

    public static final long MAX_ELASTICITY_PPM = 10_000_000;

    public static final long MAX_SHARED_PPM = 500_000;

    public static final long MAX_BASE_RATIO = 1_000;

    /** Base units that exist: 10,000,000,000 WE of 10^18 units. */
    public static final BigInteger SUPPLY = BigInteger.TEN.pow(28);

    public static final BigInteger MAX_PRICE = BigInteger.TEN.pow(30);

    public static final int MAX_ID_LENGTH = 64;

    static final BigInteger BIG_M = BigInteger.valueOf(M);

    private Rule() {}
}

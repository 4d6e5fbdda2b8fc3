package io.wetoken.behaviour;

import java.math.BigInteger;

/** An amount of WeToken in base units (10^18 base units = 1 WE). Never negative, never rounded. */
public record TokenAmount(BigInteger units) implements Comparable<TokenAmount> {
    public static final TokenAmount ZERO = new TokenAmount(BigInteger.ZERO);

    public TokenAmount {
        if (units.signum() < 0) {
            throw new IllegalArgumentException("A token amount cannot be negative: " + units);
        }
    }

    /** Reads decimal text in base units, without sign or leading zeros. */
    public static TokenAmount of(String decimal) {
        if (!decimal.matches("0|[1-9][0-9]{0,77}")) {
            throw new IllegalArgumentException("Not an amount in base units: '" + decimal + "'");
        }
        return new TokenAmount(new BigInteger(decimal));
    }

    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(units.add(other.units));
    }

    /** @throws IllegalArgumentException when {@code other} is the larger */
    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(units.subtract(other.units));
    }

    @Override
    public int compareTo(TokenAmount other) {
        return units.compareTo(other.units);
    }

    /** Decimal text in base units, as on the wire. */
    @Override
    public String toString() {
        return units.toString();
    }
}

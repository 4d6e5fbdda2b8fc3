package io.wetoken.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A share of the supply.
 *
 * @param holder the role it belongs to
 * @param percent of the supply, 1..100
 * @param vesting how it is let go of; empty for a share that a contract with rules of its own holds
 */
record Allocation(String holder, int percent, Optional<Vesting> vesting) {
    private static final int WHOLE = 100;

    Allocation {
        if (percent < 1 || percent > WHOLE) {
            throw new IllegalArgumentException("Allocation of " + holder + " must be 1..100 %, is " + percent);
        }
    }

    @JsonCreator
    static Allocation read(
            @JsonProperty("holder") String holder,
            @JsonProperty("percent") int percent,
            @JsonProperty("vesting") Vesting vesting) {
        return new Allocation(holder, percent, Optional.ofNullable(vesting));
    }

    BigInteger units() {
        return TokenConfig.SUPPLY.multiply(BigInteger.valueOf(percent)).divide(BigInteger.valueOf(WHOLE));
    }
}

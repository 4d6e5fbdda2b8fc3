package io.wetoken.serving.core;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.contracts.merkle.Chunks;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A chunk as it is pushed: for each payout the address (20 bytes) and the amount (uint96), one after the other, as {@code 0x} and hex.
 */
public record Packed(String hex) {
    private static final Pattern FORM = Pattern.compile("0x([0-9a-f]{64}){1," + Chunks.SIZE + "}");
    private static final int ADDRESS_DIGITS = 40;
    private static final int DIGITS = 64;

    public Packed {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("A packed chunk is 0x and 1.." + Chunks.SIZE
                    + " times 64 hex digits; this one has " + hex.length() + " characters");
        }
    }

    public int size() {
        return (hex.length() - 2) / DIGITS;
    }

    public Address address(int at) {
        int from = from(at);
        return new Address("0x" + hex.substring(from, from + ADDRESS_DIGITS));
    }

    public TokenAmount amount(int at) {
        int from = from(at);
        return new TokenAmount(new BigInteger(hex.substring(from + ADDRESS_DIGITS, from + DIGITS), 16));
    }

    private int from(int at) {
        if (at < 0 || at >= size()) {
            throw new IndexOutOfBoundsException("Payout " + at + " of a chunk of " + size());
        }
        return 2 + at * DIGITS;
    }
}

package io.wetoken.contracts.merkle;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One recipient and what it gets. The pool pays a chunk as a whole, so what the token would refuse is refused here, before it is committed.
 *
 * @param recipient {@code 0x} and 40 lower-case hex digits, not zero
 * @param amount base units, 1..2⁹⁶−1
 */
public record Payment(String recipient, BigInteger amount) {
    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");
    private static final String ZERO = "0x" + "0".repeat(40);
    private static final int AMOUNT_BITS = 96;

    public Payment {
        recipient = recipient.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(recipient).matches() || recipient.equals(ZERO)) {
            throw new IllegalArgumentException("Recipient must be a non-zero address: '" + recipient + "'");
        }
        if (amount.signum() <= 0 || amount.bitLength() > AMOUNT_BITS) {
            throw new IllegalArgumentException("Amount for " + recipient + " must be 1..2^96-1, is " + amount);
        }
    }
}

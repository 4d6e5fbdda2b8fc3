package io.wetoken.settlement.chain;

import java.math.BigInteger;
import java.time.Duration;

/**
 * How patiently, and how dearly, transactions are sent.
 *
 * @param mined how long one may take to be mined and, with {@link RewardChain}'s depth, to be believed, before a run ends and leaves it to the next
 * @param bumpAfter how long one may wait at the node before it is replaced by the same with higher fees
 * @param maxFee wei for a unit of gas that is never exceeded
 * @param lease how long the key's lease lasts; a run that lives extends it
 */
public record Sending(Duration mined, Duration bumpAfter, BigInteger maxFee, Duration lease) {
    /** @throws IllegalArgumentException naming what is wrong */
    public Sending {
        if (bumpAfter.isNegative() || bumpAfter.isZero() || lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("Waiting " + bumpAfter + " and holding " + lease + " must be positive");
        }
        if (maxFee.signum() <= 0) {
            throw new IllegalArgumentException("The highest fee must be positive, is " + maxFee + " wei");
        }
    }
}

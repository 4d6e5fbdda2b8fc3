package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Ppm;
import java.util.List;
import java.util.Optional;

/**
 * What owners of spaces set: which share of what happens there they keep, and which they leave to those who spread their work. A share counts for whole
 * epochs, and only for ones that have not begun, so nobody who is active in a space is surprised; once its epoch has begun it is never written again.
 */
public interface Spaces {
    /** The most that {@link #effective} gives at once. */
    int MAX_PAGE = 1_000;

    /**
     * Sets shares from an epoch on; what was set from the same epoch before is replaced.
     *
     * @param today the epoch that is going on
     * @throws IllegalArgumentException when {@code from} has begun
     */
    void set(Space space, Epoch today);

    /** What was set last of what is effective in that epoch; empty when the owner never set any. */
    Optional<Space> at(AccountId owner, Epoch epoch);

    /** What comes into effect first after that epoch. */
    Optional<Space> next(AccountId owner, Epoch epoch);

    /**
     * {@link #at} of all owners, in the order of the bytes of their ids (UTF-8).
     *
     * @param after begin with the owner behind this one
     * @param limit at most {@link #MAX_PAGE}
     */
    List<Space> effective(Epoch epoch, Optional<AccountId> after, int limit);

    /** Gives what one owner set to another name, as an erasure does. Again it changes nothing. */
    void rename(AccountId from, AccountId to);

    /**
     * Shares in millionths.
     *
     * @param ownerSharePpm of what visitors share with the space
     * @param disseminatorSharePpm of the owner's contribution reward
     * @param from the first epoch for which they count
     */
    record Space(AccountId owner, long ownerSharePpm, long disseminatorSharePpm, Epoch from) {
        public Space {
            check("ownerSharePpm", ownerSharePpm);
            check("disseminatorSharePpm", disseminatorSharePpm);
        }

        Space of(AccountId other) {
            return new Space(other, ownerSharePpm, disseminatorSharePpm, from);
        }

        private static void check(String name, long ppm) {
            if (ppm < 0 || ppm > Ppm.ONE) {
                throw new IllegalArgumentException(name + " must be within 0.." + Ppm.ONE + ", is " + ppm);
            }
        }
    }
}

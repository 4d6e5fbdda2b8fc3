package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.store.Profiles.Profile;
import java.util.Optional;

/**
 * The tables, each behind its port. Writes are idempotent puts: writing the same value again changes nothing. Every method may throw {@link
 * java.io.UncheckedIOException} when the store cannot be reached. Implementations are thread-safe.
 */
public interface Store extends AutoCloseable {
    Profiles profiles();

    Contents contents();

    Clips clips();

    Uploads uploads();

    Comments comments();

    Hidden hidden();

    /** What an account's pages begin with, in one round trip. */
    Reading reading(AccountId account);

    /** What an account did of late, and what it does not want to see. */
    record Reading(Optional<Profile> profile, Hidden.Lists hidden) {
        public static final Reading NOBODY = new Reading(Optional.empty(), Hidden.Lists.NONE);
    }

    Spaces spaces();

    Metrics metrics();

    Tallies tallies();

    Wallets wallets();

    Epochs epochs();

    Outbox outbox();

    @Override
    void close();
}

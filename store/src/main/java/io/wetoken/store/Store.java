package io.wetoken.store;

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

    Spaces spaces();

    Metrics metrics();

    Tallies tallies();

    Wallets wallets();

    Epochs epochs();

    Outbox outbox();

    @Override
    void close();
}

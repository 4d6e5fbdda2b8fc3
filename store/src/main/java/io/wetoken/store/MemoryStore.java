package io.wetoken.store;

import io.wetoken.behaviour.AccountId;

/** Everything in maps. */
final class MemoryStore implements Store {
    private final Profiles profiles = new MemoryProfiles();
    private final Contents contents = new MemoryContents();
    private final Clips clips = new MemoryClips();
    private final Uploads uploads = new MemoryUploads();
    private final Comments comments = new MemoryComments();
    private final Hidden hidden = new MemoryHidden();
    private final Spaces spaces = new MemorySpaces();
    private final Metrics metrics = new MemoryMetrics();
    private final Tallies tallies = new MemoryTallies();
    private final Wallets wallets = new MemoryWallets();
    private final Epochs epochs = new MemoryEpochs();
    private final Outbox outbox = new MemoryOutbox();

    @Override
    public Profiles profiles() {
        return profiles;
    }

    @Override
    public Contents contents() {
        return contents;
    }

    @Override
    public Clips clips() {
        return clips;
    }

    @Override
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public Comments comments() {
        return comments;
    }

    @Override
    public Hidden hidden() {
        return hidden;
    }

    @Override
    public Reading reading(AccountId account) {
        return new Reading(profiles.find(account), hidden.of(account));
    }

    @Override
    public Spaces spaces() {
        return spaces;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public Tallies tallies() {
        return tallies;
    }

    @Override
    public Wallets wallets() {
        return wallets;
    }

    @Override
    public Epochs epochs() {
        return epochs;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}

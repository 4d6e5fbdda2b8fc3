package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.chain.Settler;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** What the steps of one run share: the epoch, its files, the store, the chain (connected when it is first needed), and whom to tell. */
final class Work implements AutoCloseable {
    final SettlementConfig config;
    final Epoch epoch;
    final Store store;
    final EpochFiles files;
    final Jobs jobs;
    final Collectors collectors;
    final RuleParameters rule;
    final Probe probe;
    final InstantSource clock;

    /** The plan goes on without a person's word; only on a development chain. */
    final boolean autoApprove;

    private final Consumer<String> progress;
    private Optional<RewardChain> chain = Optional.empty();
    private Optional<Settler> settler = Optional.empty();

    Work(
            SettlementConfig config,
            Epoch epoch,
            Store store,
            RuleParameters rule,
            Probe probe,
            InstantSource clock,
            boolean autoApprove,
            Consumer<String> progress) {
        this.config = config;
        this.epoch = epoch;
        this.store = store;
        this.files = new EpochFiles(config.epochs(), epoch);
        this.jobs = new Jobs(config.file(), config.log());
        this.collectors = new Collectors(config.collectors());
        this.rule = rule;
        this.probe = probe;
        this.clock = clock;
        this.autoApprove = autoApprove;
        this.progress = progress;
    }

    Epochs epochs() {
        return store.epochs();
    }

    Epochs.Row row() {
        return epochs().find(epoch).orElseThrow(() -> new IllegalStateException("Epoch " + epoch + " was not opened"));
    }

    /** A detail that an earlier step left behind. */
    String detail(String name) throws SettlementException {
        String value = row().details().get(name);
        if (value == null) {
            throw new SettlementException("Epoch " + epoch + " is " + row().state() + " but has no " + name
                    + "; the store was changed by somebody else");
        }
        return value;
    }

    RewardChain chain() throws IOException {
        if (chain.isEmpty()) {
            RewardChain connected = config.chain(config.chainUrl());
            chain = Optional.of(connected);
            long apart = Math.abs(connected.now() - clock.instant().getEpochSecond());
            if (apart > config.maxSkew().toSeconds()) {
                throw new SettlementException("This machine's clock says " + clock.instant() + ", the chain's "
                        + Instant.ofEpochSecond(connected.now()) + ": " + apart + " s apart, more than "
                        + config.maxSkew().toSeconds() + " (clock.maxSkewSeconds); set the clock. Nothing was sent");
            }
        }
        return chain.get();
    }

    Settler settler() throws IOException {
        if (settler.isEmpty()) {
            settler = Optional.of(new Settler(
                    chain(),
                    Secrets.in(config.secrets()).key("settler"),
                    store.outbox(),
                    config.sending(),
                    clock,
                    probe));
        }
        return settler.get();
    }

    void tell(String text) {
        progress.accept(text);
    }

    @Override
    public void close() {
        settler.ifPresent(Settler::close);
        chain.ifPresent(RewardChain::close);
    }
}

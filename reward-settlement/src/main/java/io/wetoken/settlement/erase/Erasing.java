package io.wetoken.settlement.erase;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.behaviour.files.Replacements;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.AuditDirectory;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.settlement.epoch.ArchiveFiles;
import io.wetoken.settlement.epoch.EpochFiles;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.Jobs;
import io.wetoken.settlement.epoch.OwnAddresses;
import io.wetoken.settlement.epoch.RunLock;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import io.wetoken.store.Wallets.Salt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Erases a person: whatever sums hang on is called by a name that nobody can trace, and everything else goes. Archive, tables of paid days, store and secret are
 * done one after the other; each may be done twice, so an erasure that was killed anywhere goes on from its beginning. Until it ends no epoch is run.
 */
public final class Erasing {
    private final SettlementConfig config;
    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Probe probe;
    private final Consumer<String> progress;

    /** @param progress is told lines for people */
    public Erasing(
            SettlementConfig config,
            Store store,
            InstantSource clock,
            SecureRandom random,
            Probe probe,
            Consumer<String> progress) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.probe = probe;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param days paid ones whose tables named the account
     * @param archive what the job on the archive said
     */
    public record Erased(int days, String archive) {}

    /** Whether one was begun and has not ended. */
    public boolean unfinished() {
        return Files.exists(EpochFiles.erasure(config.epochs()));
    }

    /**
     * Begins one, and takes it to its end.
     *
     * @throws SettlementException when one is unfinished, a day is paid half, or the secret is not the one that addresses come from: then nothing was done
     */
    public Erased erase(AccountId account) throws IOException, InterruptedException {
        return alone(last -> {
            Path file = EpochFiles.erasure(config.epochs());
            if (Files.exists(file)) {
                throw new SettlementException(
                        "Another erasure is not finished; finish it first: ./we account erase --resume");
            }
            checkNothingIsUnderWay();
            checkSecret();
            Erasure.begin(account, random).write(file);
            return finish(file, last);
        });
    }

    /** Takes one that was interrupted to its end. @throws SettlementException when there is none */
    public Erased resume() throws IOException, InterruptedException {
        return alone(last -> {
            if (!unfinished()) {
                throw new SettlementException("There is no unfinished erasure");
            }
            return finish(EpochFiles.erasure(config.epochs()), last);
        });
    }

    private interface Work {
        Erased done(Epoch last) throws IOException, InterruptedException;
    }

    private Erased alone(Work work) throws IOException, InterruptedException {
        Epoch today = Epoch.of(clock.millis());
        Optional<RunLock> lock = RunLock.take(config.epochs(), today);
        if (lock.isEmpty()) {
            throw new SettlementException(
                    "A run is at work: " + RunLock.holder(config.epochs()) + "; wait for it to end");
        }
        try (RunLock held = lock.get()) {
            return held.during(() -> {
                // What audits computed is of the names before, and none is to begin now.
                AuditDirectory audits = AuditDirectory.open(config, new Jobs(config.file(), config.log()), today);
                try {
                    return work.done(today);
                } finally {
                    audits.close();
                }
            });
        }
    }

    private void checkNothingIsUnderWay() throws SettlementException {
        List<Epochs.Row> rows = store.epochs().all();
        Optional<Epoch> committed = rows.stream()
                .filter(row -> row.state().compareTo(State.COMMITTED) >= 0)
                .map(Epochs.Row::epoch)
                .max(Comparator.naturalOrder());
        for (Epochs.Row row : rows) {
            // A day that a later one has overtaken can only be closed, and hangs on nothing any more.
            boolean mayGoOn = row.state().compareTo(State.COMMITTED) >= 0
                    || committed.isEmpty()
                    || row.epoch().compareTo(committed.get()) > 0;
            boolean begun = row.state().compareTo(State.CLOSED) > 0
                    || Files.exists(new EpochFiles(config.epochs(), row.epoch()).directory());
            if (row.state() != State.RECONCILED && begun && mayGoOn) {
                throw new SettlementException("Epoch " + row.epoch() + " is " + row.state()
                        + ", and its tables hang together until it is paid; take it to its end first: ./we epoch run"
                        + " --date " + row.epoch());
            }
        }
    }

    /** With another secret every address would be lost with the old one. */
    private void checkSecret() throws IOException {
        OwnAddresses own = OwnAddresses.of(config, store.wallets());
        eachUnkept(accounts -> accounts.forEach((account, salt) -> {
            String bound = store.wallets().addressOf(account).orElseThrow().hex();
            if (!own.ofSalt(salt).equals(bound)) {
                throw new IllegalStateException(
                        "The account salt in " + config.secrets() + " is not the one that addresses were derived from: "
                                + bound + " is not what it gives; restore it");
            }
        }));
    }

    private Erased finish(Path file, Epoch today) throws IOException, InterruptedException {
        Erasure erasure = Erasure.read(file);
        probe.at("begun");
        progress.accept("Erasing from the archive");
        String job = config.eraseJob()
                .orElseThrow(() -> new SettlementException(
                        config.file() + ": job.erase is missing: what erases somebody from the archive"));
        Jobs.Result archive = new Jobs(config.file(), config.log())
                .start("erase", job, today, "--erasure", file.toAbsolutePath().toString());
        if (archive.status() != 0) {
            throw new SettlementException("The job erase ended with status " + archive.status() + ": "
                    + archive.lastLine() + " (see " + archive.log() + "); then: ./we account erase --resume");
        }
        probe.at("archive");
        progress.accept("Erasing from the tables of paid days");
        int days = tables(erasure);
        if (config.analysis().isPresent()) {
            new ErasedAnalyses(config.analysis().get(), erasure).write();
        }
        probe.at("tables");
        progress.accept("Erasing from the store");
        fromStore(erasure);
        probe.at("store");
        keepSalts();
        probe.at("salts");
        store.wallets().rename(erasure.account(), erasure.pseudonym());
        probe.at("wallet");
        Secrets.in(config.secrets()).replaceAccountSalt(random);
        probe.at("secret");
        ActionLog.open(config.epochs(), EpochRun.who())
                .append(clock.instant(), today, "erased", Map.of("days", Integer.toString(days)));
        // With it goes the last that tells whose other name it is.
        Files.delete(file);
        return new Erased(days, archive.lastLine());
    }

    private int tables(Erasure erasure) throws IOException {
        ArchiveFiles archived = new ArchiveFiles(config.archive());
        Archive archive = new Archive(archived);
        int days = 0;
        for (Epochs.Row row : store.epochs().all()) {
            Map<String, String> details = archive.replacements(row.epoch()).isEmpty()
                    ? Map.of()
                    : Map.of(EpochFiles.REPLACED, archived.sha256(Replacements.path(row.epoch())));
            int written = new ErasedTables(store.epochs(), new EpochFiles(config.epochs(), row.epoch()), erasure)
                    .write(row, details);
            days += written > 0 ? 1 : 0;
        }
        return days;
    }

    private void fromStore(Erasure erasure) {
        AccountId from = erasure.account();
        AccountId to = erasure.pseudonym();
        store.profiles().forget(from);
        store.comments().forget(from);
        store.uploads().forget(from);
        store.hidden().forget(from);
        store.tallies().rename(from, to);
        store.clips().rename(from, to);
        store.contents().rename(from, to);
        store.spaces().rename(from, to);
    }

    private void keepSalts() throws IOException {
        eachUnkept(store.wallets()::keepSalts);
    }

    /** The accounts with an address of which is not kept what it is derived from, page by page. */
    private void eachUnkept(Consumer<Map<AccountId, Salt>> page) throws IOException {
        OwnAddresses own = OwnAddresses.of(config, store.wallets());
        Wallets wallets = store.wallets();
        Optional<AccountId> last = Optional.empty();
        List<AccountId> accounts;
        do {
            accounts = wallets.accounts(last, Wallets.MAX_PAGE);
            Map<AccountId, Salt> unkept = new HashMap<>();
            Map<AccountId, Salt> kept = wallets.salts(accounts);
            accounts.stream()
                    .filter(account -> !kept.containsKey(account))
                    .forEach(account -> unkept.put(account, own.salt(account)));
            page.accept(unkept);
            last = accounts.isEmpty() ? last : Optional.of(accounts.get(accounts.size() - 1));
        } while (accounts.size() == Wallets.MAX_PAGE);
    }
}

package io.wetoken.settlement.audit;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.FrozenDays;
import io.wetoken.behaviour.files.Replacements;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.bundle.BundleReader;
import io.wetoken.settlement.bundle.PlanWriter;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.epoch.AddressTable;
import io.wetoken.settlement.epoch.ArchiveFiles;
import io.wetoken.settlement.epoch.EpochFiles;
import io.wetoken.settlement.epoch.FileDigests;
import io.wetoken.settlement.epoch.Inputs;
import io.wetoken.settlement.epoch.Jobs;
import io.wetoken.settlement.epoch.OwnAddresses;
import io.wetoken.settlement.epoch.Payouts;
import io.wetoken.settlement.epoch.Reconciliation;
import io.wetoken.settlement.epoch.RedirectTable;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.settlement.epoch.ShareTable;
import io.wetoken.settlement.epoch.TransferTable;
import io.wetoken.settlement.published.Publication;
import io.wetoken.store.Epochs;
import io.wetoken.store.Spaces;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Recomputes one epoch in a directory of its own, step by step, and names the first difference of each check. */
public final class Audit {
    private static final String DATA_CID = "dataCid";

    private final SettlementConfig config;
    private final Epochs epochs;
    private final Spaces spaces;
    private final Wallets wallets;
    private final String node;
    private final Consumer<String> progress;

    /** @param node the node whose word counts */
    public Audit(SettlementConfig config, Store store, String node, Consumer<String> progress) {
        this.config = config;
        this.epochs = store.epochs();
        this.spaces = store.spaces();
        this.wallets = store.wallets();
        this.node = node;
        this.progress = progress;
    }

    /**
     * @param difference the first that was found; empty when all agrees
     * @param note why it could not be made, though nothing is wrong
     */
    public record Check(String name, Optional<String> difference, Optional<String> note) {}

    /** All checks, in the order of the computation. A check that cannot be made because something is missing differs. */
    public List<Check> of(Epoch epoch) throws IOException, InterruptedException {
        Epochs.Row row = epochs.find(epoch)
                .filter(found -> found.state().compareTo(Epochs.State.COMMITTED) >= 0)
                .orElseThrow(() -> new SettlementException("Epoch " + epoch
                        + " is not committed, so there is nothing to audit: epoch run --date " + epoch));
        Jobs jobs = new Jobs(config.file(), config.log());
        Once<RewardChain> chain = new Once<>(() -> config.chain(node));
        try (AuditDirectory work = AuditDirectory.open(config, jobs, epoch)) {
            return checks(row, chain, jobs, work);
        } finally {
            chain.made().ifPresent(RewardChain::close);
        }
    }

    private List<Check> checks(Epochs.Row row, Once<RewardChain> chain, Jobs jobs, AuditDirectory work)
            throws InterruptedException {
        Epoch epoch = row.epoch();
        EpochFiles files = new EpochFiles(config.epochs(), epoch);
        Path statistics = work.resolve("statistics");
        Path confirmed = work.resolve("confirmed.csv");
        Path redirects = work.resolve("redirects.csv");
        Path addresses = work.resolve("addresses.csv");
        Path shares = work.resolve("shares.csv");
        Path scores = work.resolve("scores");
        Path inputs = work.resolve("inputs");
        Path plan = work.resolve("plan");
        Checks checks = new Checks(config.log(), "audit-" + epoch, progress);

        checks.add("archive: the frozen days and their files have their SHA-256", () -> archive(row, files));
        AtomicReference<Jobs.Result> review = new AtomicReference<>();
        checks.add(
                "review: the day looked at as a whole again",
                () -> {
                    review.set(jobs.start(AuditDirectory.REVIEW, config.closeJob(), epoch, "--check"));
                    return review.get().status() == Jobs.MUST_WAIT
                            ? Optional.of("not checkable: " + review.get().lastLine())
                            : Optional.empty();
                },
                () -> review.get().status() == 0
                        ? Optional.empty()
                        : Optional.of(review.get().lastLine() + " (see "
                                + review.get().log() + ")"));
        checks.add(
                "confirmed: asked of the chain up to the same block again",
                () -> without(row, "confirmedSha256"),
                () -> {
                    TransferTable.again(files, chain.get(), wallets, confirmed);
                    Optional<String> difference = Differences.first(files.confirmed(), confirmed);
                    return difference.isPresent()
                            ? difference.map(text -> files.confirmed().getFileName() + text)
                            : digest(row, "confirmedSha256", files.confirmed());
                });
        checks.add("statistics: computed again", () -> {
            jobs.run(
                    AuditDirectory.STATISTICS,
                    config.statisticsJob(),
                    epoch,
                    arguments(row, files, "--out", statistics.toString()));
            return files(files.statistics(), statistics);
        });
        checks.add(
                "redirects: asked of the chain at the same block again", () -> without(row, "redirectsSha256"), () -> {
                    RedirectTable.again(chain.get(), files.redirects(), redirects);
                    Optional<String> difference = Differences.first(files.redirects(), redirects);
                    return difference.isPresent()
                            ? difference.map(text -> files.redirects().getFileName() + text)
                            : digest(row, "redirectsSha256", files.redirects());
                });
        checks.add("addresses: derived from the salt again", () -> {
            AddressTable.derive(statistics, OwnAddresses.of(config, wallets), RedirectTable.of(files), addresses);
            Optional<String> difference = Differences.first(files.addresses(), addresses);
            return difference.isPresent()
                    ? difference.map(text -> files.addresses().getFileName() + text)
                    : digest(row, "addressesSha256", files.addresses());
        });
        checks.add("shares: read from the store again", () -> {
            ShareTable.derive(epoch, spaces, shares);
            if (!Files.exists(files.shares()) && !row.details().containsKey("sharesSha256")) {
                // Scored before owners could set any.
                return Optional.empty();
            }
            Optional<String> difference = Differences.first(files.shares(), shares);
            return difference.isPresent()
                    ? difference.map(text -> files.shares().getFileName() + text)
                    : digest(row, "sharesSha256", files.shares());
        });
        checks.add("scores: computed again", () -> {
            jobs.run(
                    AuditDirectory.SCORES,
                    config.scoresJob(),
                    epoch,
                    arguments(
                            row,
                            files,
                            "--statistics",
                            statistics.toString(),
                            "--addresses",
                            addresses.toString(),
                            "--shares",
                            shares.toString(),
                            "--out",
                            scores.toString()));
            return files(files.scores(), scores);
        });
        checks.add("bundle: scores, parameters and money put together again", () -> {
            Inputs again;
            try {
                again = Inputs.again(config.epochs(), epoch);
            } catch (RefusedBundle e) {
                return Optional.of(e.getMessage());
            }
            again.assemble(epoch, epochs.all(), new Recorded(row, chain), scores, inputs);
            Optional<String> difference = files(files.inputs(), inputs);
            if (difference.isEmpty()) {
                difference = digest(row, "ruleSha256", "the rule in " + BundleFiles.PARAMS, again.ruleSha256());
            }
            // The digest is of what was planned by, also where a file's change leaves no trace in what is derived.
            return difference.isPresent()
                    ? difference
                    : digest(row, "bundleSha256", "the bundle", FileDigests.of(files.inputs(), BundleFiles.INPUTS));
        });
        checks.add("plan: planned again", () -> {
            try {
                Files.createDirectories(plan);
                PlanWriter.write(Planner.plan(BundleReader.read(inputs)), plan);
            } catch (RefusedBundle e) {
                return Optional.of(e.getMessage());
            }
            return files(files.plan(), plan);
        });
        checks.add(
                "published: made again, under its content id",
                () -> unpublished(row),
                () -> published(row, files, new Remade(statistics, inputs, plan, work.resolve("published"))));
        checks.add(
                "published: the code that planned is the code that ran here",
                () -> {
                    Optional<String> none = unpublished(row);
                    return none.isPresent() || Publication.isByThisCode(files.published())
                            ? none
                            : Optional.of("not checkable: planned by another build of the rule");
                },
                Optional::empty);
        // Where nothing could be planned again, the chain is at least compared with what was planned then.
        Once<Reconciliation> there = new Once<>(() -> new Reconciliation(
                chain.get(),
                epoch,
                Payouts.read(epoch, Files.exists(plan.resolve(BundleFiles.FUND)) ? plan : files.plan())));
        checks.add("chain: root, total and number of chunks", () -> there.get().commitment());
        checks.add(
                "chain: the published data's content id",
                () -> unpublished(row),
                () -> differs(
                        "the chain's content id",
                        chain.get().dataCid(epoch.day()),
                        Commitment.hex(Cid.parse(row.details().get(DATA_CID)).bytes())));
        checks.add(
                "chain: what advertisers gave",
                () -> differs(
                        "what came in by fundWith",
                        chain.get()
                                .boughtBack(
                                        Inputs.previous(epochs.all(), epoch)
                                                .map(before -> before.epoch().day())
                                                .orElse(-1L),
                                        epoch.day())
                                .toString(),
                        row.details().getOrDefault("boughtBack", "0")));
        checks.add("chain: every chunk is paid, once", () -> there.get().bits());
        checks.add("chain: every recipient got its amount", () -> there.get().transfers());
        checks.add(
                "chain: balances of pool and fund",
                () -> chain.get().nextEpoch() > epoch.day() + 1
                        ? Optional.of("not checkable: later epochs have been committed")
                        : Optional.empty(),
                () -> there.get().balances(files.plan()));
        return checks.made();
    }

    /** What advertisers gave, as the plan recorded it, so that the bundle can be made again without a node; the chain is asked in a check of its own. */
    private record Recorded(Epochs.Row row, Once<RewardChain> chain) implements Inputs.Treasury {
        @Override
        public BigInteger fund() throws IOException {
            return chain.get().fundBefore(row.epoch().day());
        }

        @Override
        public BigInteger boughtBack(long after) {
            // What the first epoch began with is taken from its own bundle, which has this in it.
            return after < 0 ? BigInteger.ZERO : new BigInteger(row.details().getOrDefault("boughtBack", "0"));
        }
    }

    /** What the checks before this one computed, and where to put this one's. */
    private record Remade(Path statistics, Path inputs, Path plan, Path published) {}

    /** With the transfers that were kept, so that a chain that cannot be asked is one difference and not three. */
    private static String[] arguments(Epochs.Row row, EpochFiles files, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (row.details().containsKey("confirmedSha256")) {
            all.addAll(List.of("--confirmed", files.confirmed().toAbsolutePath().toString()));
        }
        return all.toArray(String[]::new);
    }

    private static Optional<String> differs(String what, String is, String wanted) {
        return is.equals(wanted) ? Optional.empty() : Optional.of(what + " is " + is + ", by the epoch " + wanted);
    }

    private static Optional<String> without(Epochs.Row row, String detail) {
        return row.details().containsKey(detail)
                ? Optional.empty()
                : Optional.of("not checkable: scored by an earlier release, which had none");
    }

    private static Optional<String> unpublished(Epochs.Row row) {
        return row.details().containsKey(DATA_CID)
                ? Optional.empty()
                : Optional.of("not checkable: planned before epochs were published");
    }

    private Optional<String> published(Epochs.Row row, EpochFiles files, Remade remade) throws IOException {
        Path then = files.published();
        ClosedDay day = new Archive(new ArchiveFiles(config.archive()))
                .day(row.epoch())
                .orElseThrow(() -> new SettlementException(Archive.manifestPath(row.epoch()) + " is missing"));
        String now = Publication.again(row.epoch(), day, remade.statistics(), remade.inputs(), remade.plan(), then)
                .write(remade.published())
                .toString();
        Optional<String> difference = Differences.firstBelow(then, remade.published());
        String planned = row.details().getOrDefault(DATA_CID, "");
        if (difference.isEmpty() && !now.equals(planned)) {
            return Optional.of("it has the content id " + now + ", the epoch's " + DATA_CID + " is " + planned);
        }
        return difference.isPresent()
                ? difference
                : Differences.firstBelow(config.published().resolve(planned), remade.published());
    }

    /** The closed days that the epoch froze are as they were, and so is every file of its own day. */
    private Optional<String> archive(Epochs.Row row, EpochFiles epochFiles) throws IOException {
        ArchiveFiles archived = new ArchiveFiles(config.archive());
        Archive archive = new Archive(archived);
        Optional<ClosedDay> day = archive.day(row.epoch());
        if (day.isEmpty()) {
            return Optional.of(Archive.manifestPath(row.epoch()) + " is missing");
        }
        String closed = row.details().getOrDefault("manifestSha256", "");
        if (!day.get().sha256().equals(closed)) {
            return Optional.of(
                    "the manifest has sha256 " + day.get().sha256() + ", when the epoch closed it was " + closed);
        }
        for (ManifestFile file : day.get().manifest().getFiles()) {
            Optional<String> difference = archived.difference(file);
            if (difference.isPresent()) {
                return difference;
            }
        }
        Optional<String> replaced = digest(
                row,
                EpochFiles.REPLACED,
                Replacements.path(row.epoch()),
                day.get().erasedFrom() ? archived.sha256(Replacements.path(row.epoch())) : "not recorded");
        if (replaced.isPresent()) {
            return replaced;
        }
        Optional<String> days = digest(row, "daysSha256", epochFiles.days());
        if (days.isPresent()) {
            return days;
        }
        // Throws where a frozen day has another manifest now; a day that was closed since is none of them.
        boolean own =
                FrozenDays.of(archive, row.epoch(), epochFiles.statistics()).contains(day.get());
        return own ? Optional.empty() : Optional.of(epochFiles.days() + " does not name " + row.epoch());
    }

    private static Optional<String> digest(Epochs.Row row, String detail, Path file) throws IOException {
        return digest(row, detail, file.toString(), FileDigests.of(file));
    }

    private static Optional<String> digest(Epochs.Row row, String detail, String what, String now) {
        String then = row.details().getOrDefault(detail, "not recorded");
        return now.equals(then)
                ? Optional.empty()
                : Optional.of(what + " has sha256 " + now + ", the epoch's " + detail + " is " + then);
    }

    /** The first difference between two directories of files, byte by byte. */
    private static Optional<String> files(Path was, Path is) throws IOException {
        for (String name : names(was)) {
            if (!Files.exists(is.resolve(name))) {
                return Optional.of(name + " is not made any more");
            }
            Optional<String> difference = Differences.first(was.resolve(name), is.resolve(name));
            if (difference.isPresent()) {
                return Optional.of(name + difference.get());
            }
        }
        List<String> more = new ArrayList<>(names(is));
        more.removeAll(names(was));
        return more.isEmpty() ? Optional.empty() : Optional.of(more.get(0) + " was not made then");
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

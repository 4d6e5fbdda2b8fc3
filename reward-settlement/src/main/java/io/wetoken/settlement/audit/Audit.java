package io.wetoken.settlement.audit;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.contracts.Deployment;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.bundle.BundleReader;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.bundle.PlanWriter;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.epoch.Archive;
import io.wetoken.settlement.epoch.EpochFiles;
import io.wetoken.settlement.epoch.Inputs;
import io.wetoken.settlement.epoch.Jobs;
import io.wetoken.settlement.epoch.Payouts;
import io.wetoken.settlement.epoch.Reconciliation;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.store.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Recomputes one epoch in a temporary directory, step by step, and names the first difference of each check. */
public final class Audit {
    private final SettlementConfig config;
    private final Epochs epochs;
    private final String node;
    private final Consumer<String> progress;

    /** @param node the node whose word counts */
    public Audit(SettlementConfig config, Epochs epochs, String node, Consumer<String> progress) {
        this.config = config;
        this.epochs = epochs;
        this.node = node;
        this.progress = progress;
    }

    /** @param difference the first that was found; empty when all agrees */
    public record Check(String name, Optional<String> difference) {}

    /** One comparison. */
    private interface Comparison {
        Optional<String> difference() throws IOException, InterruptedException;
    }

    /** All checks, in the order of the computation. A check that cannot be made because something is missing differs. */
    public List<Check> of(Epoch epoch) throws IOException, InterruptedException {
        Epochs.Row row = epochs.find(epoch)
                .filter(found -> found.state().compareTo(Epochs.State.COMMITTED) >= 0)
                .orElseThrow(() -> new SettlementException("Epoch " + epoch
                        + " is not committed, so there is nothing to audit: epoch run --date " + epoch));
        Path work = Files.createTempDirectory("wetoken-audit-" + epoch + "-");
        try (RewardChain chain = RewardChain.connect(node, Deployment.read(config.contracts()))) {
            return checks(row, chain, work);
        } finally {
            OutputDirectory.delete(work);
        }
    }

    private List<Check> checks(Epochs.Row row, RewardChain chain, Path work) throws IOException, InterruptedException {
        Epoch epoch = row.epoch();
        EpochFiles files = new EpochFiles(config.epochs(), epoch);
        Jobs jobs = new Jobs(config.file(), work.resolve("log"));
        Path statistics = work.resolve("statistics");
        Path scores = work.resolve("scores");
        Path inputs = work.resolve("inputs");
        Path plan = work.resolve("plan");
        List<Check> checks = new ArrayList<>();

        check(checks, "archive: files have the manifest's SHA-256", () -> archive(row));
        check(checks, "statistics: computed again", () -> {
            jobs.run("statistics", config.statisticsJob(), epoch, "--out", statistics.toString());
            return files(files.statistics(), statistics);
        });
        check(checks, "scores: computed again", () -> {
            jobs.run(
                    "scores",
                    config.scoresJob(),
                    epoch,
                    "--statistics",
                    statistics.toString(),
                    "--addresses",
                    files.addresses().toAbsolutePath().toString(),
                    "--out",
                    scores.toString());
            return files(files.scores(), scores);
        });
        check(checks, "bundle: scores, parameters and money put together again", () -> {
            Inputs.again(config.epochs())
                    .assemble(epoch, epochs.all(), () -> chain.fundBefore(epoch.day()), scores, inputs);
            return files(files.inputs(), inputs);
        });
        check(checks, "plan: planned again", () -> {
            try {
                Files.createDirectories(plan);
                PlanWriter.write(Planner.plan(BundleReader.read(inputs)), plan);
            } catch (RefusedBundle e) {
                return Optional.of(e.getMessage());
            }
            return files(files.plan(), plan);
        });
        Commitment.Payouts payouts = Files.exists(plan.resolve(BundleFiles.FUND))
                ? Payouts.read(epoch, plan)
                : Payouts.read(epoch, files.plan());
        Reconciliation chainAgainstPlan = new Reconciliation(chain, epoch, payouts);
        check(checks, "chain: root, total and number of chunks", chainAgainstPlan::commitment);
        check(checks, "chain: every chunk is paid, once", chainAgainstPlan::bits);
        check(checks, "chain: every recipient got its amount", chainAgainstPlan::transfers);
        if (chain.nextEpoch() == epoch.day() + 1) {
            check(checks, "chain: balances of pool and fund", () -> chainAgainstPlan.balances(files.plan()));
        }
        return checks;
    }

    private void check(List<Check> checks, String name, Comparison comparison) throws InterruptedException {
        progress.accept("Checking " + name);
        Optional<String> difference;
        try {
            difference = comparison.difference();
        } catch (IOException e) {
            difference = Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        checks.add(new Check(name, difference));
    }

    private Optional<String> archive(Epochs.Row row) throws IOException {
        Archive archive = new Archive(config.archive());
        Optional<Archive.Read> manifest = archive.manifest(row.epoch());
        if (manifest.isEmpty()) {
            return Optional.of("manifests/" + row.epoch() + ".json is missing");
        }
        String closed = row.details().getOrDefault("manifestSha256", "");
        if (!manifest.get().sha256().equals(closed)) {
            return Optional.of(
                    "the manifest has sha256 " + manifest.get().sha256() + ", when the epoch closed it was " + closed);
        }
        String lookedBackTo = row.details().getOrDefault("lookedBackTo", "");
        String now = String.join("\n", archive.lookedBackTo(row.epoch()));
        if (!now.equals(lookedBackTo)) {
            return Optional.of("the scores looked back to other days then ("
                    + lookedBackTo.lines().count() + " manifests) than they would now ("
                    + now.lines().count() + "); a day was closed or changed since");
        }
        for (ManifestFile file : manifest.get().manifest().getFiles()) {
            Optional<String> difference = archive.difference(file);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
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

package io.wetoken.settlement.epoch;

import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Secrets;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** CLOSED to SCORED: the statistics, an address for every account, the shares of spaces, and the scores by address. What exists already is whole and stays. */
final class ScoreStep implements Step {
    static final String DAYS = "daysSha256";
    static final String ADDRESSES = "addressesSha256";
    static final String REDIRECTS = "redirectsSha256";
    static final String SHARES = "sharesSha256";

    @Override
    public State from() {
        return State.CLOSED;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        Optional<String> wait = Order.wait(work);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        EpochFiles files = work.files;
        Files.createDirectories(files.directory());
        if (!Files.isDirectory(files.statistics())) {
            work.tell("Computing the statistics of " + work.epoch);
            work.jobs.run(
                    "statistics",
                    work.config.statisticsJob(),
                    work.epoch,
                    "--out",
                    files.statistics().toAbsolutePath().toString());
        }
        work.probe.at("statistics");
        AccountAddresses own = work.chain()
                .deployment()
                .accountAddresses(Secrets.in(work.config.secrets()).accountSalt());
        RedirectTable redirects = RedirectTable.ensure(files, work.chain());
        String addresses = AddressTable.ensure(files, own, redirects);
        work.probe.at("addresses");
        long count = AddressTable.bind(files, own, work.store.wallets());
        work.probe.at("bound");
        String shares = ShareTable.ensure(files, work.store.spaces());
        work.probe.at("shares");
        if (!Files.isDirectory(files.scores())) {
            work.tell("Computing the scores of " + work.epoch);
            work.jobs.run(
                    "scores",
                    work.config.scoresJob(),
                    work.epoch,
                    "--out",
                    files.scores().toAbsolutePath().toString());
        }
        work.probe.at("scores");
        // Through the days' manifests one digest names every byte that the statistics and the scores come from.
        return new StepResult.Done(Map.of(
                "accounts",
                Long.toString(count),
                DAYS,
                FileDigests.of(files.days()),
                REDIRECTS,
                FileDigests.of(files.redirects()),
                ADDRESSES,
                addresses,
                SHARES,
                shares));
    }

    /** Whatever hangs on the scores asks first: what they were made from has not been changed since. */
    static void verify(Work work) throws IOException {
        verify(work, REDIRECTS, work.files.redirects());
        verify(work, ADDRESSES, work.files.addresses());
        verify(work, SHARES, work.files.shares());
        verify(work, DAYS, work.files.days());
    }

    private static void verify(Work work, String detail, Path file) throws IOException {
        String sha256 = FileDigests.of(file);
        if (!sha256.equals(work.detail(detail))) {
            throw new SettlementException(file + " was changed after " + work.epoch + " was scored: its sha256 is "
                    + sha256 + ", then it was " + work.detail(detail) + "; restore it");
        }
    }
}

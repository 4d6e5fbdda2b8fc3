package io.wetoken.settlement.epoch;

import io.wetoken.contracts.Secrets;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CLOSED to SCORED: the confirmed transfers, the statistics, an address for every account, the shares of spaces, and the scores by address. What exists already is whole and stays. */
final class ScoreStep implements Step {
    static final String CONFIRMED = "confirmedSha256";
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
        boolean confirmed = confirmed(work);
        if (!Files.isDirectory(files.statistics())) {
            work.tell("Computing the statistics of " + work.epoch);
            work.jobs.run(
                    "statistics",
                    work.config.statisticsJob(),
                    work.epoch,
                    arguments(files, confirmed, files.statistics()));
        }
        work.probe.at("statistics");
        OwnAddresses own = new OwnAddresses(
                work.chain()
                        .deployment()
                        .accountAddresses(Secrets.in(work.config.secrets()).accountSalt()),
                work.store.wallets());
        RedirectTable redirects = RedirectTable.ensure(files, work.chain());
        String addresses = AddressTable.ensure(files, own, redirects);
        work.probe.at("addresses");
        long count = AddressTable.bind(files, own, work.store.wallets());
        work.probe.at("bound");
        String shares = ShareTable.ensure(files, work.store.spaces());
        work.probe.at("shares");
        if (!Files.isDirectory(files.scores())) {
            work.tell("Computing the scores of " + work.epoch);
            work.jobs.run("scores", work.config.scoresJob(), work.epoch, arguments(files, confirmed, files.scores()));
        }
        work.probe.at("scores");
        // Through the days' manifests one digest names every byte that the statistics and the scores come from.
        Map<String, String> details = new HashMap<>(Map.of(
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
        if (confirmed) {
            details.put(CONFIRMED, FileDigests.of(files.confirmed()));
        }
        return new StepResult.Done(details);
    }

    /** Whether there is a table of transfers. Statistics that were computed without one stay, and then no transfer of the day counts. */
    private static boolean confirmed(Work work) throws IOException {
        EpochFiles files = work.files;
        if (Files.isDirectory(files.statistics()) && !Files.exists(files.confirmed())) {
            work.tell(files.statistics() + " was there before the chain was asked for the transfers of " + work.epoch
                    + ": no gift, tip or purchase counts");
            return false;
        }
        TransferTable.ensure(files, work.chain(), work.store.wallets());
        return true;
    }

    private static String[] arguments(EpochFiles files, boolean confirmed, Path out) {
        List<String> arguments =
                new ArrayList<>(List.of("--out", out.toAbsolutePath().toString()));
        if (confirmed) {
            arguments.addAll(
                    List.of("--confirmed", files.confirmed().toAbsolutePath().toString()));
        }
        return arguments.toArray(String[]::new);
    }

    /** Whatever hangs on the scores asks first: what they were made from has not been changed since. */
    static void verify(Work work) throws IOException {
        if (work.row().details().containsKey(CONFIRMED)) {
            verify(work, CONFIRMED, work.files.confirmed());
        }
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

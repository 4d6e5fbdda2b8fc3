package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.store.Epochs.State;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** CLOSED to SCORED: the statistics, an address for every account, and the scores by address. What exists already is whole and stays. */
final class ScoreStep implements Step {
    private static final int BATCH = 1_000;

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
        Path accounts = files.statistics().resolve("accounts.csv");
        AccountAddresses addresses = work.chain()
                .deployment()
                .accountAddresses(Secrets.in(work.config.secrets()).accountSalt());
        if (!Files.isRegularFile(files.addresses())) {
            OutputDirectory.writeFile(files.addresses(), target -> write(accounts, addresses, target));
        }
        work.probe.at("addresses");
        long count = bind(work, files.addresses());
        work.probe.at("bound");
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
        // Through the days' manifests this one digest names every byte that the statistics and the scores come from.
        return new StepResult.Done(
                Map.of("accounts", Long.toString(count), "daysSha256", FileDigests.of(files.days())));
    }

    /** Writes {@code account,address} for every account of the day. */
    static void write(Path accounts, AccountAddresses addresses, Path target) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(accounts);
                BufferedWriter out = Files.newBufferedWriter(target)) {
            in.readLine();
            out.write("account,address\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String encoded = line.substring(0, Math.max(0, line.indexOf(',')));
                out.write(encoded + "," + addresses.of(decoded(encoded)) + "\n");
            }
        }
    }

    private static long bind(Work work, Path addresses) throws IOException {
        long count = 0;
        try (BufferedReader in = Files.newBufferedReader(addresses)) {
            in.readLine();
            Map<AccountId, Address> batch = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int comma = line.indexOf(',');
                batch.put(new AccountId(decoded(line.substring(0, comma))), new Address(line.substring(comma + 1)));
                count++;
                if (batch.size() == BATCH) {
                    work.store.wallets().bind(batch);
                    batch.clear();
                }
            }
            work.store.wallets().bind(batch);
        }
        return count;
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}

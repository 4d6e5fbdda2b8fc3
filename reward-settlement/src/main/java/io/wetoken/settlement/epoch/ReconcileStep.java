package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.Doubt;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Wallets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PAID to RECONCILED: the chain agrees with the plan to the unit, and every wallet knows what it was paid for. */
final class ReconcileStep implements Step {
    private static final int BATCH = 1_000;
    private static final int COLUMNS = 8;

    @Override
    public State from() {
        return State.PAID;
    }

    @Override
    public StepResult run(Work work) throws IOException, InterruptedException {
        Commitment.Payouts payouts = Payouts.of(work);
        Optional<String> wait = PayStep.ensure(work, payouts);
        if (wait.isPresent()) {
            return new StepResult.Waits(wait.get());
        }
        work.tell("Reconciling " + work.epoch + " with the chain");
        ReportFiles.write(work, payouts);
        Reconciliation reconciliation = new Reconciliation(work.chain(), work.epoch, payouts);
        agree(work, () -> reconciliation.commitment());
        agree(work, () -> reconciliation.bits());
        agree(work, () -> reconciliation.transfers());
        agree(work, () -> reconciliation.balances(work.files.plan()));
        work.probe.at("agreed");
        putEntries(work, payouts);
        TransferTable.putOnStatements(work.files, work.store.wallets());
        work.probe.at("entries");
        return new StepResult.Done(Map.of("paid", payouts.commitment().total().toString()));
    }

    private static void agree(Work work, Doubt.Look look) throws IOException {
        Optional<String> difference = Doubt.lasting(look);
        if (difference.isPresent()) {
            throw new SettlementException("STOP: the chain does not agree with the plan of " + work.epoch + ": "
                    + difference.get() + "; no later epoch may be paid before this is explained");
        }
    }

    private static void putEntries(Work work, Commitment.Payouts payouts) throws IOException {
        List<Wallets.Entry> batch = new ArrayList<>();
        Path breakdown = work.files.plan().resolve(BundleFiles.BREAKDOWN);
        int next = 0;
        // A sum over all chunks: once, not once a row.
        long recipients = Payouts.recipients(payouts);
        try (BufferedReader in = Files.newBufferedReader(breakdown)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",", -1);
                if (fields.length != COLUMNS) {
                    throw new SettlementException(breakdown + ": not a row: '" + line + "'");
                }
                // Both files are in the order of the accounts, so one walk tells who is paid and who is deferred.
                boolean paid = next < recipients
                        && payouts.chunks()
                                .get(next / Chunks.SIZE)
                                .payments()
                                .get(next % Chunks.SIZE)
                                .recipient()
                                .equals(fields[0]);
                batch.add(new Wallets.Entry(
                        new Address(fields[0]),
                        work.epoch,
                        paid ? next : -1,
                        TokenAmount.of(fields[1]),
                        TokenAmount.of(fields[2]),
                        TokenAmount.of(fields[3]),
                        TokenAmount.of(fields[4]),
                        TokenAmount.of(fields[5]),
                        TokenAmount.of(fields[6]),
                        TokenAmount.of(fields[7])));
                next += paid ? 1 : 0;
                if (batch.size() == BATCH) {
                    work.store.wallets().putEntries(batch);
                    batch.clear();
                }
            }
        }
        work.store.wallets().putEntries(batch);
    }
}

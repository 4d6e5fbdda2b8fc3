package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.chain.Commitment;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan's payouts.csv as the chain takes it. */
public final class Payouts {
    private Payouts() {}

    public static Commitment.Payouts read(Epoch epoch, Path plan) throws IOException {
        Path file = plan.resolve(BundleFiles.PAYOUTS);
        List<Payment> payments = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split(",", -1);
                if (fields.length != 3 || !fields[0].equals(Integer.toString(payments.size()))) {
                    throw new SettlementException(file + ":" + (payments.size() + 2) + ": not the payout "
                            + payments.size() + ": '" + line + "'");
                }
                try {
                    payments.add(new Payment(fields[1], new BigInteger(fields[2])));
                } catch (IllegalArgumentException e) {
                    throw new SettlementException(file + ":" + (payments.size() + 2) + ": " + e.getMessage(), e);
                }
            }
        }
        return Commitment.Payouts.of(epoch.day(), payments);
    }

    /** Those of an epoch that was planned, if the plan is unchanged. */
    static Commitment.Payouts of(Work work) throws IOException {
        return read(work.epoch, new Inputs(work.config.epochs(), work.rule).verifiedPlan(work.row()));
    }

    static long recipients(Commitment.Payouts payouts) {
        return payouts.chunks().stream()
                .mapToLong(chunk -> chunk.payments().size())
                .sum();
    }
}

package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.chain.Commitment;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to know of a plan before it may be paid. Recipients are addresses.
 *
 * @param giniPpm how unequal the payments are, in millionths: 0 when all are the same (Gini 1912)
 * @param topPercentPpm what the hundredth of the recipients with the most (one at least) gets of all
 * @param largestPpm what the one with the most gets of all
 * @param gasLimit of all pushes; what they use is less where recipients have tokens already
 * @param before the total of the epoch that was reconciled last; empty for the first
 * @param newcomers recipients that the epoch before did not pay
 * @param gone that only the epoch before paid
 * @param movers whose payment changed the most, by how much, at most {@link #MAX_MOVERS}
 */
public record PlanReport(
        Epoch epoch,
        int recipients,
        BigInteger total,
        long giniPpm,
        long topPercentPpm,
        long largestPpm,
        int chunks,
        BigInteger gasLimit,
        String root,
        Optional<BigInteger> before,
        int newcomers,
        int gone,
        List<Mover> movers) {
    public static final int MAX_MOVERS = 10;

    private static final BigInteger M = BigInteger.valueOf(1_000_000);

    /** Zero for who is not paid. */
    public record Mover(String recipient, BigInteger before, BigInteger now) {
        BigInteger change() {
            return now.subtract(before).abs();
        }
    }

    /**
     * When a warning is due.
     *
     * @param changePpm how much more or less than the epoch before is paid in all
     * @param largestPpm what one recipient gets of all
     * @param giniPpm how unequal payments are
     */
    public record Limits(long changePpm, long largestPpm, long giniPpm) {}

    /**
     * @param plan a plan's directory
     * @param previous that of the epoch that was reconciled last
     */
    static PlanReport of(Epoch epoch, Path plan, Optional<Path> previous) throws IOException {
        Commitment.Payouts payouts = Payouts.read(epoch, plan);
        Map<String, BigInteger> now = byRecipient(payouts);
        Map<String, BigInteger> then = new HashMap<>();
        if (previous.isPresent()) {
            then = byRecipient(Payouts.read(epoch, previous.get()));
        }
        List<BigInteger> ascending = now.values().stream().sorted().toList();
        BigInteger total = payouts.commitment().total();
        Map<String, BigInteger> before = then;
        return new PlanReport(
                epoch,
                now.size(),
                total,
                gini(ascending, total),
                share(ascending.subList(ascending.size() - (ascending.size() + 99) / 100, ascending.size()), total),
                share(ascending.subList(Math.max(0, ascending.size() - 1), ascending.size()), total),
                payouts.chunks().size(),
                payouts.chunks().stream().map(Chunk::gasLimit).reduce(BigInteger.ZERO, BigInteger::add),
                payouts.commitment().root(),
                previous.map(path -> before.values().stream().reduce(BigInteger.ZERO, BigInteger::add)),
                (int) now.keySet().stream()
                        .filter(each -> !before.containsKey(each))
                        .count(),
                (int) before.keySet().stream()
                        .filter(each -> !now.containsKey(each))
                        .count(),
                previous.isPresent() ? movers(before, now) : List.of());
    }

    private static Map<String, BigInteger> byRecipient(Commitment.Payouts payouts) {
        Map<String, BigInteger> amounts = new HashMap<>();
        for (Chunk chunk : payouts.chunks()) {
            for (Payment payment : chunk.payments()) {
                amounts.merge(payment.recipient(), payment.amount(), BigInteger::add);
            }
        }
        return amounts;
    }

    private static long gini(List<BigInteger> ascending, BigInteger total) {
        if (total.signum() == 0) {
            return 0;
        }
        BigInteger weighted = BigInteger.ZERO;
        for (int i = 0; i < ascending.size(); i++) {
            weighted = weighted.add(ascending.get(i).multiply(BigInteger.valueOf(2L * (i + 1) - ascending.size() - 1)));
        }
        return weighted.multiply(M)
                .divide(total.multiply(BigInteger.valueOf(ascending.size())))
                .longValueExact();
    }

    private static long share(List<BigInteger> some, BigInteger total) {
        return total.signum() == 0
                ? 0
                : some.stream()
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .multiply(M)
                        .divide(total)
                        .longValueExact();
    }

    private static List<Mover> movers(Map<String, BigInteger> before, Map<String, BigInteger> now) {
        List<Mover> all = new ArrayList<>();
        now.forEach((recipient, amount) ->
                all.add(new Mover(recipient, before.getOrDefault(recipient, BigInteger.ZERO), amount)));
        before.forEach((recipient, amount) -> {
            if (!now.containsKey(recipient)) {
                all.add(new Mover(recipient, amount, BigInteger.ZERO));
            }
        });
        return all.stream()
                .filter(mover -> mover.change().signum() > 0)
                .sorted(Comparator.comparing(Mover::change).reversed().thenComparing(Mover::recipient))
                .limit(MAX_MOVERS)
                .toList();
    }

    /** One a line; none when all is as usual. */
    public List<String> warnings(Limits limits) {
        List<String> warnings = new ArrayList<>();
        if (recipients == 0) {
            warnings.add("Nobody is paid");
        }
        if (before.isPresent() && before.get().signum() > 0) {
            BigInteger change = total.subtract(before.get()).abs().multiply(M).divide(before.get());
            if (change.compareTo(BigInteger.valueOf(limits.changePpm())) > 0) {
                warnings.add("All together it is " + percent(change.longValueExact())
                        + (total.compareTo(before.get()) > 0 ? " more" : " less")
                        + " than before; plan.warn.changePpm allows " + percent(limits.changePpm()));
            }
        }
        if (largestPpm > limits.largestPpm()) {
            warnings.add("One recipient gets " + percent(largestPpm) + " of all; plan.warn.largestPpm allows "
                    + percent(limits.largestPpm()));
        }
        if (giniPpm > limits.giniPpm()) {
            warnings.add("Payments are unequal by " + percent(giniPpm) + " (Gini); plan.warn.giniPpm allows "
                    + percent(limits.giniPpm()));
        }
        return warnings;
    }

    /** Millionths for people. */
    public static String percent(long ppm) {
        return String.format(Locale.ROOT, "%.1f %%", ppm / 1e4);
    }
}

package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.bundle.ParamsJson;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.store.Epochs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts an epoch's bundle together: its scores, and the money that the last reconciled epoch left. */
public final class Inputs {
    private static final long BEFORE_ALL_DAYS = -1;

    private final Path home;
    private final RuleParameters rule;

    Inputs(Path home, RuleParameters rule) {
        this.home = home;
        this.rule = rule;
    }

    /**
     * For an epoch that was planned, with the rule that its own bundle froze; the rule of this release may have been edited since.
     *
     * <p>What the bundle says of its day and, but for the first epoch, of the money is not taken over. What the first epoch began with stands nowhere else.
     *
     * @throws RefusedBundle when params.json is not one
     */
    public static Inputs again(Path home, Epoch epoch) throws IOException, RefusedBundle {
        Path params = new EpochFiles(home, epoch).inputs().resolve(BundleFiles.PARAMS);
        try {
            return new Inputs(home, RuleParameters.frozen(ParamsJson.read(Files.readAllBytes(params))));
        } catch (RefusedBundle e) {
            throw e.at(BundleFiles.PARAMS);
        }
    }

    /** Of the rule's parameters. */
    public String ruleSha256() throws IOException {
        return rule.sha256();
    }

    /** What the chain tells of the money. */
    public interface Treasury {
        /** The fund's balance before this epoch's refill; asked only when there was no epoch before. */
        BigInteger fund() throws IOException;

        /** What advertisers gave after the day {@code after}, up to and with the epoch's own. */
        BigInteger boughtBack(long after) throws IOException;
    }

    /** As the chain tells it now. */
    static Treasury treasury(RewardChain chain, Epoch epoch) {
        return new Treasury() {
            @Override
            public BigInteger fund() throws IOException {
                return chain.fundBefore(epoch.day());
            }

            @Override
            public BigInteger boughtBack(long after) throws IOException {
                return chain.boughtBack(after, epoch.day());
            }
        };
    }

    /**
     * Writes the bundle, in place of one that is there.
     *
     * @param all the epochs of the store, oldest first
     */
    public void assemble(Epoch epoch, List<Epochs.Row> all, Treasury treasury, Path scores, Path target)
            throws IOException {
        Optional<Epochs.Row> previous = Order.previous(all, epoch);
        OutputDirectory.delete(target);
        Money money;
        Optional<Path> deferred;
        if (previous.isPresent()) {
            Path plan = verifiedPlan(previous.get());
            money = Money.after(plan.resolve(BundleFiles.FUND));
            deferred = Optional.of(plan.resolve(BundleFiles.DEFERRED));
        } else {
            money = rule.genesis(treasury.fund());
            deferred = Optional.empty();
        }
        Money whole = money.with(
                treasury.boughtBack(previous.map(row -> row.epoch().day()).orElse(BEFORE_ALL_DAYS)));
        OutputDirectory.write(target, directory -> {
            for (String file : BundleFiles.SCORES) {
                Files.copy(scores.resolve(file), directory.resolve(file));
            }
            Files.writeString(directory.resolve(BundleFiles.PARAMS), ParamsJson.write(rule.from(epoch, whole)));
            Path deferredTo = directory.resolve(BundleFiles.DEFERRED);
            if (deferred.isPresent()) {
                Files.copy(deferred.get(), deferredTo);
            } else {
                Files.writeString(deferredTo, BundleFiles.DEFERRED_HEADER + "\n");
            }
        });
    }

    /** The last reconciled epoch before this one. */
    public static Optional<Epochs.Row> previous(List<Epochs.Row> all, Epoch epoch) {
        return Order.previous(all, epoch);
    }

    /** An epoch's plan directory, unchanged since it was planned. */
    Path verifiedPlan(Epochs.Row row) throws IOException {
        Path plan = new EpochFiles(home, row.epoch()).plan();
        if (!Files.isDirectory(plan)) {
            throw new SettlementException("The plan of " + row.epoch() + " is missing: " + plan
                    + "; restore it, or plan its inputs again: epoch plan --inputs … --out …");
        }
        String sha256 = FileDigests.of(plan, BundleFiles.PLAN);
        if (!sha256.equals(row.details().get("planSha256"))) {
            throw new SettlementException("The plan of " + row.epoch() + " in " + plan + " was changed: its digest is "
                    + sha256 + ", planned was " + row.details().get("planSha256") + "; restore it");
        }
        return plan;
    }
}

package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.AccountId;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.erase.Erasing;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code account erase}: forgets who somebody is. */
@Command(
        name = "erase",
        description = {
            "Erases a person: archive, tables of paid days and store call the account by a name that nobody can trace, and",
            "profile, comments and uploads go. What was paid stays, and every audit agrees. It cannot be undone. Safe to",
            "repeat with --resume when it was interrupted; no epoch is run until it is finished."
        },
        footer = {
            "",
            "Days that are not closed are not touched: erase again when they are paid. Kafka forgets by its topics' retention."
        },
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "the account")
    private Optional<String> account = Optional.empty();

    @Option(names = "--sure", description = "do it; without, it is only said what would be done")
    private boolean sure;

    @Option(names = "--resume", description = "finish an erasure that was interrupted")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (resume == account.isPresent()) {
            throw new InputException("Name an account to erase, or --resume to finish an erasure, not both");
        }
        SettlementConfig settings = config.load();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = config.json() ? spec.commandLine().getErr() : out;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            Erasing erasing = new Erasing(settings, store, Clock.systemUTC(), new SecureRandom(), Probe.NONE, line -> {
                progress.println(line);
                progress.flush();
            });
            if (resume) {
                done(erasing.resume(), out);
            } else if (sure) {
                done(erasing.erase(id()), out);
            } else {
                preview(store, out);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private AccountId id() throws InputException {
        try {
            return new AccountId(account.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private void preview(Store store, PrintWriter out) throws InputException {
        boolean paid = store.wallets().addressOf(id()).isPresent();
        boolean profile = store.profiles().find(id()).isPresent();
        int clips = store.clips().of(id(), 200).size();
        if (config.json()) {
            ObjectNode node = Tables.object();
            node.put("hasAddress", paid)
                    .put("hasProfile", profile)
                    .put("clips", clips)
                    .put("erased", false);
            out.println(node);
        } else {
            out.println("The account " + (paid ? "has an address that was paid to" : "has no address") + ", "
                    + (profile ? "a profile" : "no profile") + " and " + clips
                    + " clips. Nothing was erased: it cannot be undone. Add --sure to do it");
        }
    }

    private void done(Erasing.Erased erased, PrintWriter out) {
        if (config.json()) {
            ObjectNode node = Tables.object();
            node.put("erased", true).put("days", erased.days()).put("archive", erased.archive());
            out.println(node);
        } else {
            out.println("Erased: the tables of " + erased.days() + " paid days; in the archive " + erased.archive());
        }
    }
}

package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.epoch.Approving;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch approve}: a second person says that a plan may be paid. */
@Command(
        name = "approve",
        description = {
            "Signs for the plan of one epoch with an approver's key, or keeps a signature that was made elsewhere.",
            "The next run brings it to the chain, which commits nothing else. The key needs no ether."
        },
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private DateOption date;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description =
                    "where the approver's key is; default: secrets.dir. Keep it with another person than the settler's")
    private Optional<Path> secrets = Optional.empty();

    @Option(names = "--sign-only", description = "print the signature, and keep nothing")
    private boolean signOnly;

    @Option(
            names = "--signature",
            paramLabel = "0x…",
            description = "a signature that was made elsewhere; with --approver")
    private Optional<String> signature = Optional.empty();

    @Option(names = "--approver", paramLabel = "0x…", description = "the address that signed")
    private Optional<String> approver = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (signature.isPresent() != approver.isPresent() || (signature.isPresent() && signOnly)) {
            throw new InputException("--signature and --approver belong together, and not to --sign-only");
        }
        Epoch epoch = date.epoch();
        SettlementConfig settings = config.load();
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = Stores.hbase(settings.zookeeper());
                Approving approving = new Approving(settings, store, Clock.systemUTC(), epoch)) {
            Approving.Signed signed = signature.isPresent()
                    ? approving.signedElsewhere(approver.orElseThrow(), signature.get())
                    : approving.sign(
                            Secrets.in(secrets.orElse(settings.secrets())).key("approver"));
            if (!signOnly) {
                approving.keep(signed);
            }
            if (config.json()) {
                ObjectNode node = Tables.object();
                node.put("epoch", epoch.toString());
                node.put("plan", signed.plan());
                node.put("approver", signed.approver());
                node.put("signature", signed.signature());
                out.println(node);
            } else if (signOnly) {
                out.println(signed.signature());
            } else {
                out.println("Epoch " + epoch + " is approved by " + signed.approver() + ": " + approving.what()
                        + ". Next: epoch run --date " + epoch);
            }
        }
        return CommandLine.ExitCode.OK;
    }
}

package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch audit}: recomputes everything and compares it with the chain. */
@Command(
        name = "audit",
        description = {
            "Recomputes one epoch from the archive and compares it with what the chain holds.",
            "Exits 0 when all that can be checked agrees, 1 when something differs."
        },
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private DateOption date;

    @Option(names = "--node", paramLabel = "URL", description = "ask this node instead of chain.url")
    private Optional<String> node = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Epoch epoch = date.epoch();
        SettlementConfig settings = config.load();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        List<Audit.Check> checks;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            checks = new Audit(settings, store, node.orElse(settings.chainUrl()), line -> {
                        progress.println(line);
                        progress.flush();
                    })
                    .of(epoch);
        }
        boolean agrees = checks.stream().allMatch(check -> check.difference().isEmpty());
        if (config.json()) {
            ObjectNode result = Tables.object();
            result.put("epoch", epoch.toString());
            result.put("agrees", agrees);
            ArrayNode all = result.putArray("checks");
            checks.forEach(check -> all.addObject()
                    .put("check", check.name())
                    .put(
                            "ok",
                            check.note().isPresent()
                                    ? null
                                    : (Boolean) check.difference().isEmpty())
                    .put("difference", check.difference().orElse(null))
                    .put("note", check.note().orElse(null)));
            out.println(result);
        } else {
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.of("check", "result", "first difference or note"));
            checks.forEach(check -> lines.add(List.of(
                    check.name(),
                    check.difference().isPresent() ? "DIFFERS" : check.note().isPresent() ? "-" : "ok",
                    check.difference().or(check::note).orElse(""))));
            out.println(Tables.table(lines));
            out.println(agrees ? "Epoch " + epoch + " agrees." : "Epoch " + epoch + " DIFFERS.");
        }
        return agrees ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}

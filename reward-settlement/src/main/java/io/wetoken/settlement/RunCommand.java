package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch run}: takes one epoch as far as it goes. */
@Command(
        name = "run",
        description = {
            "Closes, scores, plans, commits, pays and reconciles one epoch; safe to repeat at any point.",
            "A run that must wait exits 0 and says for what."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private DateOption date;

    @Option(
            names = "--until",
            paramLabel = "STATE",
            description = "stop at this state; one of ${COMPLETION-CANDIDATES}")
    private State until = State.RECONCILED;

    @Option(
            names = "--auto-approve",
            description = "the plan goes on without a second person; on a development chain only")
    private boolean autoApprove;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Epoch epoch = date.epoch();
        SettlementConfig settings = config.load();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = config.json() ? spec.commandLine().getErr() : out;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            EpochRun run = new EpochRun(settings, store, Clock.systemUTC(), Probe.NONE, line -> {
                progress.println(line);
                progress.flush();
            });
            EpochRun.Result result = run.run(epoch, until, autoApprove);
            if (config.json()) {
                ObjectNode node = Tables.node(result.row());
                node.put("waitsFor", result.waitsFor().orElse(null));
                out.println(node);
            } else if (result.waitsFor().isPresent()) {
                out.println("Epoch " + epoch + " is " + result.row().state() + " and waits for "
                        + result.waitsFor().get());
            } else {
                out.println("Epoch " + epoch + " is " + result.row().state() + ", paid "
                        + Tables.amount(result.row(), "paid") + " to "
                        + Tables.text(result.row(), "recipients") + " recipients");
            }
        }
        return CommandLine.ExitCode.OK;
    }
}

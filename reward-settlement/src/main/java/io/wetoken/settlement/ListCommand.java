package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code epoch list}: all epochs, oldest first. */
@Command(name = "list", description = "Shows all epochs, oldest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final int TROUBLE = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws IOException {
        SettlementConfig settings = config.load();
        try (Store store = Stores.hbase(settings.zookeeper())) {
            List<Epochs.Row> all = store.epochs().all();
            spec.commandLine()
                    .getOut()
                    .println(config.json() ? json(all) : table(all, ActionLog.read(settings.epochs())));
            return CommandLine.ExitCode.OK;
        }
    }

    private static ObjectNode json(List<Epochs.Row> all) {
        ObjectNode node = Tables.object();
        ArrayNode epochs = node.putArray("epochs");
        all.forEach(row -> epochs.add(Tables.node(row)));
        return node;
    }

    private static String table(List<Epochs.Row> all, List<ActionLog.Entry> log) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("epoch", "state", "since", "pool", "paid", "recipients", "trouble", "next"));
        for (Epochs.Row row : all) {
            DayText day = DayText.of(row, log);
            lines.add(List.of(
                    row.epoch().toString(),
                    row.state().name(),
                    day.sinceText(),
                    Tables.amount(row, "pool"),
                    Tables.amount(row, "paid"),
                    Tables.text(row, "recipients"),
                    day.troubleText(TROUBLE),
                    day.next()));
        }
        return Tables.table(lines);
    }
}

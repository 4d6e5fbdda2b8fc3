package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws InputException {
        try (Store store = Stores.hbase(config.load().zookeeper())) {
            List<Epochs.Row> all = store.epochs().all();
            spec.commandLine().getOut().println(config.json() ? json(all) : table(all));
            return CommandLine.ExitCode.OK;
        }
    }

    private static ObjectNode json(List<Epochs.Row> all) {
        ObjectNode node = Tables.object();
        ArrayNode epochs = node.putArray("epochs");
        all.forEach(row -> epochs.add(Tables.node(row)));
        return node;
    }

    private static String table(List<Epochs.Row> all) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("epoch", "state", "pool", "paid", "recipients", "root"));
        for (Epochs.Row row : all) {
            lines.add(List.of(
                    row.epoch().toString(),
                    row.state().name(),
                    Tables.amount(row, "pool"),
                    Tables.amount(row, "paid"),
                    Tables.text(row, "recipients"),
                    Tables.text(row, "root")));
        }
        return Tables.table(lines);
    }
}

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch log}: what runs did. */
@Command(
        name = "log",
        description = {
            "Shows what runs did, oldest first, after checking that each line follows from the one before it",
            "and that no line is missing which an epoch's row tells of. Exit status 1 when it is not so."
        },
        mixinStandardHelpOptions = true)
final class LogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--date", paramLabel = "D", description = "only of this epoch")
    private String date;

    @Override
    public Integer call() throws IOException {
        String only = date == null ? null : ConfigOption.epoch(date).toString();
        SettlementConfig settings = config.load();
        List<ActionLog.Entry> all = ActionLog.read(settings.epochs());
        List<ActionLog.Entry> shown = all.stream()
                .filter(entry -> only == null || entry.epoch().equals(only))
                .toList();
        List<String> missing;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            missing = missing(all, store.epochs().all());
        }
        spec.commandLine().getOut().println(config.json() ? json(shown, missing) : table(shown));
        missing.forEach(each -> spec.commandLine().getErr().println(each));
        spec.commandLine().getErr().flush();
        return missing.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** What rows tell of and the log does not hold. */
    static List<String> missing(List<ActionLog.Entry> log, List<Epochs.Row> rows) {
        Set<String> hashes = new HashSet<>();
        log.forEach(entry -> hashes.add(entry.hash()));
        List<String> missing = new ArrayList<>();
        for (Epochs.Row row : rows) {
            row.details().forEach((name, value) -> {
                if (name.startsWith("log.") && !hashes.contains(value)) {
                    missing.add("Epoch " + row.epoch() + " tells of a line that the log does not hold: " + name + " "
                            + value);
                }
            });
        }
        return missing;
    }

    private static ObjectNode json(List<ActionLog.Entry> entries, List<String> missing) {
        ObjectNode node = Tables.object();
        ArrayNode all = node.putArray("actions");
        for (ActionLog.Entry entry : entries) {
            ObjectNode one = all.addObject()
                    .put("number", entry.number())
                    .put("at", entry.at().toString())
                    .put("epoch", entry.epoch())
                    .put("who", entry.who())
                    .put("what", entry.what())
                    .put("hash", entry.hash());
            ObjectNode details = one.putObject("details");
            entry.details().forEach(details::put);
        }
        ArrayNode lacks = node.putArray("missing");
        missing.forEach(lacks::add);
        return node;
    }

    private static String table(List<ActionLog.Entry> entries) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("at", "epoch", "who", "what", "details"));
        for (ActionLog.Entry entry : entries) {
            lines.add(List.of(
                    entry.at().toString().replaceFirst("\\.\\d+Z", "Z"),
                    entry.epoch(),
                    entry.who(),
                    entry.what(),
                    text(entry.details())));
        }
        return Tables.table(lines);
    }

    private static String text(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail -> detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining(", "));
    }
}

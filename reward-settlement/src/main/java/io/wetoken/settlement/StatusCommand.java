package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch status}: where one epoch is, and what each step left behind. */
@Command(
        name = "status",
        description = "Shows one epoch: its state and what each step left behind.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /** In base units; shown in WE. */
    private static final List<String> AMOUNTS = List.of("pool", "planned", "paid", "deferred");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--date", paramLabel = "D", description = "the epoch; default: the newest that is known")
    private Optional<String> date = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<Epoch> wanted = date.isPresent() ? Optional.of(ConfigOption.epoch(date.get())) : Optional.empty();
        SettlementConfig settings = config.load();
        try (Store store = Stores.hbase(settings.zookeeper())) {
            List<Epochs.Row> all = store.epochs().all();
            Optional<Epochs.Row> row = wanted.isPresent()
                    ? store.epochs().find(wanted.get())
                    : all.stream().reduce((earlier, later) -> later);
            if (row.isEmpty()) {
                throw new InputException(
                        wanted.map(epoch -> "Epoch " + epoch + " is not known").orElse("No epoch is known")
                                + "; start one: epoch run --date D");
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            config.json()
                                    ? Tables.node(row.get())
                                    : table(row.get(), DayText.of(row.get(), ActionLog.read(settings.epochs()))));
            return CommandLine.ExitCode.OK;
        }
    }

    private static String table(Epochs.Row row, DayText day) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("epoch", row.epoch().toString()));
        lines.add(List.of("state", row.state().name()));
        lines.add(List.of("since", day.sinceText()));
        lines.add(List.of("trouble", day.trouble().orElse("-")));
        lines.add(List.of("next", day.next()));
        AMOUNTS.forEach(name -> lines.add(List.of(name, Tables.amount(row, name))));
        Map<String, String> details = new TreeMap<>(row.details());
        details.keySet().removeAll(AMOUNTS);
        details.keySet().removeIf(name -> name.startsWith("log.")); // For ./we epoch log, and for programs.
        details.forEach((name, value) -> lines.add(List.of(name, value.replace("\n", ", "))));
        return Tables.table(lines);
    }
}

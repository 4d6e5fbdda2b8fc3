package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
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
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--date", paramLabel = "D", description = "the epoch; default: the newest that is known")
    private Optional<String> date = Optional.empty();

    @Override
    public Integer call() throws InputException {
        Optional<Epoch> wanted = date.isPresent() ? Optional.of(ConfigOption.epoch(date.get())) : Optional.empty();
        try (Store store = Stores.hbase(config.load().zookeeper())) {
            List<Epochs.Row> all = store.epochs().all();
            Optional<Epochs.Row> row = wanted.isPresent()
                    ? store.epochs().find(wanted.get())
                    : all.stream().reduce((earlier, later) -> later);
            if (row.isEmpty()) {
                throw new InputException(
                        wanted.map(epoch -> "Epoch " + epoch + " is not known").orElse("No epoch is known")
                                + "; start one: epoch run --date D");
            }
            spec.commandLine().getOut().println(config.json() ? Tables.node(row.get()) : table(row.get()));
            return CommandLine.ExitCode.OK;
        }
    }

    private static String table(Epochs.Row row) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("epoch", row.epoch().toString()));
        lines.add(List.of("state", row.state().name()));
        Map<String, String> details = new TreeMap<>(row.details());
        details.keySet().removeIf(name -> name.startsWith("log.")); // For ./we epoch log, and for programs.
        details.forEach((name, value) -> lines.add(List.of(name, value.replace("\n", ", "))));
        return Tables.table(lines);
    }
}

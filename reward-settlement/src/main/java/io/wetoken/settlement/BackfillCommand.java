package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.epoch.ArchiveFiles;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.Mismatch;
import io.wetoken.settlement.epoch.ReconciliationReport;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.serve.Backfill;
import io.wetoken.settlement.serve.ServeConfig;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch backfill}: days that were missed. */
@Command(
        name = "backfill",
        description = {
            "Pays days that were missed, in their order, and says at the end what came of each. --mode none: only those that",
            "were never begun; failed: and those that stopped half; completed: and compares finished ones with the chain again."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--from", required = true, paramLabel = "D", description = "the first day, such as 2026-11-21")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "D", description = "the last day")
    private String to;

    @Option(
            names = "--mode",
            required = true,
            paramLabel = "MODE",
            description = "which days are run again: none, failed or completed")
    private Backfill.Mode mode;

    @Option(names = "--dry-run", description = "only say what would be done")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SettlementConfig settings = config.load();
        ServeConfig serving = config.serving();
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = config.json() ? spec.commandLine().getErr() : out;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            List<Backfill.Day> days = Backfill.plan(
                    ConfigOption.epoch(from),
                    ConfigOption.epoch(to),
                    mode,
                    store.epochs().all(),
                    new ArchiveFiles(settings.archive()).days(),
                    serving.from(),
                    clock.instant());
            if (dryRun) {
                print(days.stream()
                        .map(day -> new Backfill.Done(day, day.before(), "would " + verb(day.what()), false))
                        .toList());
                return CommandLine.ExitCode.OK;
            }
            EpochRun run = new EpochRun(settings, store, clock, Probe.NONE, line -> {
                progress.println(line);
                progress.flush();
            });
            List<Backfill.Done> done = Backfill.run(days, new Work(settings, store, run, clock));
            print(done);
            return done.stream().anyMatch(Backfill.Done::failed)
                    ? CommandLine.ExitCode.SOFTWARE
                    : CommandLine.ExitCode.OK;
        }
    }

    private record Work(SettlementConfig settings, Store store, EpochRun run, Clock clock) implements Backfill.Worker {
        @Override
        public Optional<String> run(Epoch epoch, State until) throws IOException, InterruptedException {
            return run.run(epoch, until, false).waitsFor();
        }

        @Override
        public List<String> compare(Epoch epoch) throws IOException {
            Epochs.Row row = store.epochs().find(epoch).orElseThrow();
            try (RewardChain chain = settings.chain(settings.chainUrl())) {
                return ReconciliationReport.of(settings, chain, row, clock.instant()).mismatches().stream()
                        .map(Mismatch::toString)
                        .toList();
            }
        }

        @Override
        public Optional<State> state(Epoch epoch) {
            return store.epochs().find(epoch).map(Epochs.Row::state);
        }
    }

    private static String verb(Backfill.What what) {
        return switch (what) {
            case PAY -> "be paid";
            case CLOSE -> "be closed; a later day is committed, so it is never paid";
            case COMPARE -> "be compared with the chain";
            case NOTHING -> "be left as it is";
        };
    }

    private void print(List<Backfill.Done> done) {
        if (config.json()) {
            ObjectNode node = Tables.object();
            ArrayNode all = node.putArray("days");
            done.forEach(each -> all.addObject()
                    .put("epoch", each.day().epoch().toString())
                    .put("before", name(each.day().before()))
                    .put("what", each.day().what().name().toLowerCase(Locale.ROOT))
                    .put("after", name(each.after()))
                    .put("end", each.end())
                    .put("failed", each.failed()));
            spec.commandLine().getOut().println(node);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("epoch", "before", "after", "what came of it"));
        done.forEach(each -> lines.add(
                List.of(each.day().epoch().toString(), name(each.day().before()), name(each.after()), each.end())));
        spec.commandLine().getOut().println(Tables.table(lines));
    }

    private static String name(Optional<State> state) {
        return state.map(State::name).orElse("-");
    }
}

package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.epoch.Mismatch;
import io.wetoken.settlement.epoch.ReconciliationReport;
import io.wetoken.settlement.epoch.ReportFiles;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch report}: what was planned beside what the chain did. */
@Command(
        name = "report",
        description = {
            "Shows what was planned, committed, paid and is outstanding, what it cost, and every difference between chain and",
            "plan. Exit status 1 when something differs."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private DateOption date;

    @Option(names = "--html", paramLabel = "FILE", description = "write it as a page, too")
    private Path html;

    @Override
    public Integer call() throws IOException {
        Epoch epoch = date.epoch();
        SettlementConfig settings = config.load();
        Epochs.Row row;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            row = store.epochs()
                    .find(epoch)
                    .orElseThrow(() -> new InputException("Epoch " + epoch + " is not known; see epoch list"));
        }
        ReconciliationReport report;
        try (RewardChain chain = settings.chain(settings.chainUrl())) {
            report = ReconciliationReport.of(
                    settings, chain, row, Clock.systemUTC().instant());
        }
        if (html != null) {
            ReportFiles.write(html.toAbsolutePath(), ReportFiles.html(report));
        }
        spec.commandLine().getOut().println(config.json() ? ReportFiles.json(report) : text(report));
        return report.agrees() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String text(ReconciliationReport report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("report of " + report.epoch(), report.state().name()));
        lines.add(List.of("planned", Tables.we(report.planned())));
        lines.add(List.of("committed", report.committed().map(Tables::we).orElse("-")));
        lines.add(List.of("paid", Tables.we(report.paid())));
        lines.add(List.of("outstanding", Tables.we(report.outstanding())));
        lines.add(List.of("recipients", Long.toString(report.recipients())));
        lines.add(List.of("chunks paid", report.chunksPaid() + " of " + report.chunks()));
        lines.add(List.of("gas", report.gas() + " in " + report.costs().size() + " transactions"));
        StringBuilder text = new StringBuilder(Tables.table(lines));
        text.append(System.lineSeparator()).append(System.lineSeparator()).append(ReportFiles.verdict(report));
        for (Mismatch each : report.mismatches()) {
            text.append(System.lineSeparator()).append("DIFFERS: ").append(each);
        }
        return text.toString();
    }
}

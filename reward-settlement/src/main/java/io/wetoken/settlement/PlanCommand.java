package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.bundle.BundleReader;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.bundle.PlanWriter;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import io.wetoken.settlement.epoch.DryRun;
import io.wetoken.settlement.epoch.PlanReport;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch plan}: the reward rule on one bundle, offline; or what a day's plan comes to, before it may be paid. */
@Command(
        name = "plan",
        description = {
            "Plans one input bundle: writes payouts.csv, deferred.csv, breakdown.csv and fund.json.",
            "With --date D --dry-run: what the day's plan comes to, whom it pays more or less than the day before,",
            "and what is unusual about it. Nothing is changed or sent."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--inputs", paramLabel = "DIR", description = "the bundle")
    private Path inputs;

    @Option(names = "--out", paramLabel = "DIR", description = "where the plan goes")
    private Path out;

    @Option(names = "--date", paramLabel = "D", description = "the epoch to look at, with --dry-run")
    private String date;

    @Option(names = "--dry-run", description = "look at the plan of --date")
    private boolean dryRun;

    @Option(names = "--config", paramLabel = "FILE", description = "the settings file, with --date")
    private Path config;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, RefusedBundle {
        if (date != null || dryRun) {
            return look();
        }
        if (inputs == null || out == null) {
            throw new InputException("epoch plan takes --inputs DIR and --out DIR, or --date D and --dry-run");
        }
        if (!Files.isDirectory(inputs)) {
            throw new InputException("--inputs " + inputs + " is not a directory");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new InputException("--out " + out + " is not a directory");
        }
        Plan plan = Planner.plan(BundleReader.read(inputs));
        OutputDirectory.write(out, directory -> PlanWriter.write(plan, directory));
        long recipients = IntStream.range(0, plan.lines().count())
                .filter(plan.lines()::pays)
                .count();
        String text = json
                ? Tables.json(PlanWriter.fund(plan), plan.params().epoch().toString(), recipients)
                : "Planned epoch " + plan.params().epoch() + ": index " + plan.indexPpm() + " ppm, elasticity "
                        + plan.elasticityPpm() + " ppm, pool " + Tables.we(plan.pool()) + ", paid "
                        + Tables.we(plan.paid()) + " to " + recipients + " accounts, deferred "
                        + Tables.we(plan.deferredTotal()) + ". Written to " + out;
        spec.commandLine().getOut().println(text);
        return CommandLine.ExitCode.OK;
    }

    private int look() throws IOException {
        if (date == null || !dryRun || config == null || inputs != null || out != null) {
            throw new InputException(
                    "epoch plan of a day takes --date D, --dry-run and --config FILE; the day itself is planned by epoch run --date D --until PLANNED");
        }
        Epoch epoch = ConfigOption.epoch(date);
        SettlementConfig settings = ConfigOption.load(config);
        PlanReport report;
        try (Store store = Stores.hbase(settings.zookeeper())) {
            report = new DryRun(settings, store).of(epoch);
        }
        BigInteger gasPrice;
        try (RewardChain chain = settings.chain(settings.chainUrl())) {
            gasPrice = chain.gasPrice();
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? PlanText.json(report, gasPrice, settings.warn())
                                : PlanText.text(report, gasPrice, settings.warn()));
        return CommandLine.ExitCode.OK;
    }
}

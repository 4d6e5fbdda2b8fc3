package io.wetoken.settlement;

import io.wetoken.settlement.bundle.BundleReader;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.bundle.PlanWriter;
import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch plan}: the reward rule on one bundle, offline. */
@Command(
        name = "plan",
        description = "Plans one input bundle: writes payouts.csv, deferred.csv, breakdown.csv and fund.json.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--inputs", required = true, paramLabel = "DIR", description = "the bundle")
    private Path inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the plan goes")
    private Path out;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, RefusedBundle {
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
}

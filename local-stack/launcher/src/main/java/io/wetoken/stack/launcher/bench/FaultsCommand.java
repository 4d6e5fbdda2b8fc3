package io.wetoken.stack.launcher.bench;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.SessionCluster;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exit status: 0 nothing is lost, doubled or wrong, 1 something is, 2 wrong command line. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description =
                "Kills collector, TaskManagers, JobManager, broker and HBase at random moments under load, and compares "
                        + "what was accepted with what is kept.")
final class FaultsCommand implements Callable<Integer> {
    private static final int MOST_KILLS = 10_000;
    private static final int MOST_RATE = 5_000;

    @Option(names = "--kills", defaultValue = "30", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "decides who is killed when, and what is sent; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--rate",
            defaultValue = "400",
            paramLabel = "N",
            description = "events a second that are sent; default: ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "changes one setting for this run")
    private List<String> assignments = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        range("--kills", kills, MOST_KILLS);
        range("--rate", rate, MOST_RATE);
        List<String> settings = new ArrayList<>(List.of(
                // Whoever is killed is started again, and the supervisor has no reason to give up.
                "stack.startsAnHour=1000000",
                "flink.parallelism=4",
                // Both are of one machine, which sends for everybody.
                "ingest.limit.addressRequests=0",
                "ingest.limit.addressEvents=0"));
        settings.addAll(assignments);
        List<ServerSpec> servers = SessionCluster.servers();
        return BenchStack.hold(servers, settings, context -> {
            FaultsReport report =
                    new Faults(context, servers, new Faults.Plan(kills, seed, rate), this::progress).run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? report.json() : report.text());
            out.flush();
            return report.well() ? 0 : 1;
        });
    }

    private void range(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " must be from 1 to " + most + ", is " + value);
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}

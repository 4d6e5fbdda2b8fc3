package io.wetoken.stack.launcher.bench;

import io.wetoken.stack.launcher.AtExit;
import io.wetoken.stack.launcher.Place;
import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.Servers;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts the servers that a benchmark needs, runs its main, and stops them. It works in a home of its own, which is emptied at each start. */
@Command(
        name = "bench",
        description = "Runs a benchmark beside the servers that it needs.",
        subcommands = FaultsCommand.class)
public final class BenchCommand implements Callable<Integer> {
    /**
     * @param memory most heap of the process that measures
     * @param servers what it needs
     * @param told the options and the settings by which it is told of them
     * @param settings of the servers, which the command line changes
     */
    private record Bench(
            String module, String main, String memory, List<String> servers, List<Told> told, List<String> settings) {
        Bench(String module, String main, String memory, List<String> servers, List<Told> told) {
            this(module, main, memory, servers, told, List.of());
        }
    }

    private record Told(String option, String setting) {}

    private static final Told KAFKA = new Told("--kafka", "kafka.bootstrap");

    private static final Told HBASE = new Told("--zookeeper", "hbase.zookeeper");

    private static final Told COLLECTOR = new Told("--collector", "collectors");

    private static final Map<String, Bench> BENCHES = Map.of(
            "ingest",
                    new Bench(
                            "ingest",
                            "io.wetoken.ingest.bench.IngestBench",
                            "-Xmx1g",
                            List.of("kafka"),
                            List.of(KAFKA)),
            "pipeline",
                    new Bench(
                            "flink-jobs",
                            "io.wetoken.flink.bench.PipelineBench",
                            "-Xmx1g",
                            List.of("kafka", "hbase"),
                            List.of(KAFKA, HBASE)),
            "live",
                    new Bench(
                            "flink-jobs",
                            "io.wetoken.flink.bench.LiveBench",
                            "-Xmx512m",
                            List.of("kafka", "hbase", "collector"),
                            List.of(KAFKA, HBASE, COLLECTOR)),
            "feed",
                    new Bench(
                            "serving-api",
                            "io.wetoken.serving.bench.FeedBench",
                            "-Xmx2g",
                            List.of("kafka", "hbase"),
                            List.of(KAFKA, HBASE),
                            List.of("stack.large=yes")),
            "shown",
                    new Bench(
                            "serving-api",
                            "io.wetoken.serving.bench.ShownBench",
                            "-Xmx512m",
                            List.of("kafka", "hbase", "collector"),
                            List.of(KAFKA, HBASE, COLLECTOR)),
            "settlement",
                    new Bench(
                            "reward-settlement",
                            "io.wetoken.settlement.bench.faults.SettlementBench",
                            "-Xmx512m",
                            List.of("hbase"),
                            List.of(HBASE)),
            "payout",
                    new Bench(
                            "reward-settlement",
                            "io.wetoken.settlement.bench.PayoutBench",
                            "-Xmx512m",
                            List.of("hbase", "chain", "contracts"),
                            List.of(
                                    HBASE,
                                    new Told("--chain", "chain.url"),
                                    new Told("--contracts", "chain.contracts"),
                                    new Told("--secrets", "secrets.dir"))));

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
    private String name;

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    private List<String> assignments = new ArrayList<>();

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        Bench bench = name == null ? null : BENCHES.get(name);
        if (bench == null) {
            throw StackException.wrongInput(
                    "There is no benchmark " + name + " that needs servers; there are " + BENCHES.keySet());
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return run(Place.installation().java(bench.module(), bench.main(), List.of(), arguments));
        }
        List<ServerSpec> servers = Servers.all().stream()
                .filter(server -> bench.servers().contains(server.name()))
                .toList();
        List<String> settings = new ArrayList<>(bench.settings());
        settings.addAll(assignments);
        return BenchStack.hold(servers, settings, context -> beside(context, servers, bench));
    }

    private int beside(ServerSpec.Context context, List<ServerSpec> servers, Bench bench)
            throws StackException, InterruptedException {
        Supervisor supervisor = new Supervisor(servers, context, this::progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> AtExit.close(supervisor), "stop-servers"));
        try {
            progress("Starting " + String.join(", ", bench.servers()));
            supervisor.start();
            context.home().clearTemporary(name);
            List<String> line = new ArrayList<>(arguments);
            bench.told()
                    .forEach(told -> line.addAll(
                            List.of(told.option(), context.settings().text(told.setting()))));
            return run(context.installation()
                    .java(
                            bench.module(),
                            bench.main(),
                            List.of(
                                    bench.memory(),
                                    "-Dwe.root=" + context.installation().root(),
                                    "-Djava.io.tmpdir=" + context.home().temporary(name)),
                            line));
        } finally {
            supervisor.close();
        }
    }

    /** @return its exit status; it is killed when this process ends */
    static int run(List<String> line) throws StackException, InterruptedException {
        try {
            Process process = new ProcessBuilder(line).inheritIO().start();
            Thread kill = new Thread(
                    () -> {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    },
                    "stop-bench");
            Runtime.getRuntime().addShutdownHook(kill);
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(kill);
            return status;
        } catch (IOException e) {
            throw StackException.failed("Cannot run the benchmark", e);
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}

package io.wetoken.stack.launcher.bench;

import io.wetoken.stack.launcher.Place;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.HomeLock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench guard}: makes up communities, and has the guard judge them. It needs no server. */
@Command(
        name = "bench-guard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Judges communities of which it is known who is honest, beside a pass that judges nothing: what is caught of each kind of fraud"
                        + " and of honest people, and how many points a fake account's day keeps.")
public final class GuardBenchCommand implements Callable<Integer> {
    private static final String LAST_DAY = "2026-11-24";
    private static final String DAYS = "3";

    @Option(
            names = "--events",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Lines of each made-up community, 500 to 1000000; default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "21,22,23",
            paramLabel = "S",
            description = "One community for each, separated by commas; default: ${DEFAULT-VALUE}.")
    private List<Long> seeds = new ArrayList<>();

    @Option(
            names = "--fraud",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description = "How much of it is fraud, 0 to 0.5; default: ${DEFAULT-VALUE}.")
    private double fraud;

    @Option(
            names = "--in",
            paramLabel = "FILE",
            description =
                    "Judges this recording instead of made-up communities; as often as wanted, each with its --labels.")
    private List<Path> in = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "CSV id,label of each recording, in the same order: 'honest' or a kind of fraud.")
    private List<Path> labels = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        if (in.size() != labels.size()) {
            throw StackException.wrongInput(
                    "As many --labels as --in are needed, there are " + labels.size() + " and " + in.size());
        }
        Installation installation = Place.installation();
        Home outer = Place.home();
        outer.create();
        Home home = outer.bench();
        home.create();
        HomeLock lock = HomeLock.take(home)
                .orElseThrow(() -> StackException.failed("Another benchmark is running in " + home.dir()));
        try {
            home.clearTemporary("guard");
            Path work = home.temporary("guard");
            StringBuilder command = new StringBuilder("./we bench guard");
            List<String> line = new ArrayList<>();
            if (in.isEmpty()) {
                command.append(String.format(
                        Locale.ROOT,
                        " --events %d --seeds %s --fraud %s",
                        events,
                        String.join(",", seeds.stream().map(String::valueOf).toList()),
                        fraud));
                for (long seed : seeds) {
                    Path recording = work.resolve("community-" + seed + ".jsonl");
                    Path known = work.resolve("community-" + seed + ".csv");
                    int status = makeUp(installation, seed, recording, known);
                    if (status != 0) {
                        return status;
                    }
                    line.addAll(List.of("--in", recording.toString(), "--labels", known.toString()));
                }
            }
            for (int i = 0; i < in.size(); i++) {
                command.append(" --in ").append(in.get(i)).append(" --labels ").append(labels.get(i));
                line.addAll(List.of(
                        "--in", in.get(i).toString(), "--labels", labels.get(i).toString()));
            }
            line.addAll(List.of("--command", command.toString()));
            if (json) {
                line.add("--json");
            }
            return BenchCommand.run(installation.java(
                    "flink-jobs",
                    "io.wetoken.flink.bench.GuardBench",
                    List.of("-Dwe.root=" + installation.root(), "-Djava.io.tmpdir=" + work),
                    line));
        } finally {
            home.clearTemporary("guard");
            lock.close();
        }
    }

    private int makeUp(Installation installation, long seed, Path recording, Path known)
            throws StackException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "Making up the community of seed %d, %,d lines%n", seed, events);
        err.flush();
        return BenchCommand.run(installation.java(
                "ingest",
                "io.wetoken.ingest.community.Community",
                List.of("-Xmx1g"),
                List.of(
                        "--events",
                        String.valueOf(events),
                        "--days",
                        DAYS,
                        "--last-day",
                        LAST_DAY,
                        "--seed",
                        String.valueOf(seed),
                        "--fraud",
                        String.valueOf(fraud),
                        "--out",
                        recording.toString(),
                        "--labels",
                        known.toString())));
    }
}

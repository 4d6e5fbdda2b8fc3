package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.Addresses;
import io.wetoken.stack.launcher.AtExit;
import io.wetoken.stack.launcher.Place;
import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.Servers;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import io.wetoken.stack.launcher.supervise.HomeLock;
import io.wetoken.stack.launcher.supervise.Left;
import io.wetoken.stack.launcher.supervise.Preflight;
import io.wetoken.stack.launcher.supervise.Supervisor;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells the whole story on embedded servers. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Sends three past days of a community's behaviour, fraud included, closes them, pays the last one on the chain and audits it;",
            "transcodes clips, trains a model, and serves everybody a feed.",
            "It works in the directory demo below WE_HOME, which is emptied at each start; a stack that is up must be stopped first, or other ports chosen."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 2026;

    @Option(
            names = "--events",
            defaultValue = "20000",
            paramLabel = "N",
            description = "events of the made-up community; default ${DEFAULT-VALUE}")
    private int events;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "recorded events to send instead (.jsonl, .gz welcome); their last day is paid")
    private Path input;

    @Option(
            names = "--media",
            paramLabel = "DIR",
            description = "videos to show instead of made-up ones, 1 to 50 files")
    private Path media;

    @Option(names = "--exit", description = "stop everything at the end instead of leaving the site up")
    private boolean exit;

    @Option(names = "--json", description = "the result as one JSON object on standard output instead of the page")
    private boolean json;

    @Option(names = "--seed", paramLabel = "S", description = "seed of the made-up community; default " + SEED)
    private long seed = SEED;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "changes one setting, for instance serving.port=9080")
    private List<String> assignments = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        checkOptions();
        Home outer = Place.home();
        Home home = outer.demo();
        Installation installation = Place.installation();
        outer.create();
        home.create();
        HomeLock lock = HomeLock.take(home)
                .orElseThrow(() -> StackException.failed(
                        "Another demo is running in " + home.dir() + "; stop it with Ctrl-C or ./we down"));
        try {
            StackSettings settings = StackSettings.load(home, installation, List.of(outer.overrides()), assignments);
            Left.stop(home, Duration.ofSeconds(settings.number("stack.stopSeconds")));
            preflight(outer, home, settings);
            home.empty();
            settings = StackSettings.load(home, installation, List.of(outer.overrides()), assignments);
            settings.write(home.settings());
            return tellStory(new ServerSpec.Context(installation, home, settings));
        } finally {
            lock.close();
        }
    }

    private static void preflight(Home outer, Home home, StackSettings settings) throws StackException {
        try {
            Preflight.check(Servers.all(), home, settings);
        } catch (StackException e) {
            if (HomeLock.taken(outer)) {
                throw StackException.failed("The stack of " + outer.dir()
                        + " is up and holds the ports: stop it with ./we down, or choose others. " + e.getMessage());
            }
            throw e;
        }
    }

    private void checkOptions() throws StackException {
        if (events < 100 || events > 100_000_000) {
            throw StackException.wrongInput("--events must be from 100 to 100000000, is " + events);
        }
        if (input != null && !Files.isReadable(input)) {
            throw StackException.wrongInput("--input " + input + " cannot be read");
        }
        if (media != null) {
            Clips.check(media);
        }
    }

    private int tellStory(ServerSpec.Context context) throws StackException, InterruptedException {
        Supervisor supervisor = new Supervisor(Servers.all(), context, this::progress);
        Jobs jobs = new Jobs(context.home(), context.installation(), this::progress);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            jobs.close();
                            AtExit.close(supervisor);
                        },
                        "stop-demo"));
        PrintWriter out = spec.commandLine().getOut();
        Stages stages = new Stages(this::progress);
        try (PeakMemory memory = PeakMemory.start()) {
            LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            Story story = new Story(context, jobs, supervisor, stages, media, this::progress);
            Figures figures =
                    input == null ? story.ofCommunity(events, lastDay, seed) : story.ofFile(input.toAbsolutePath());
            if (exit) {
                stages.run("stop", "Stopping everything", () -> {
                    supervisor.close();
                    return null;
                });
            }
            if (json) {
                out.println(Summary.json(figures, stages, memory.peakMb()));
            } else {
                Summary.print(figures, stages, memory.peakMb(), out);
            }
            out.flush();
            if (!figures.reconciled()) {
                throw StackException.failed(
                        "The audit does not agree; its log is " + context.home().log("audit"));
            }
            if (!exit) {
                PrintWriter addresses = json ? spec.commandLine().getErr() : out;
                Addresses.print(context.home(), addresses);
                addresses.println("Press Ctrl-C to stop everything.");
                addresses.flush();
                throw story.untilLost();
            }
            return 0;
        } finally {
            jobs.close();
            supervisor.close();
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}

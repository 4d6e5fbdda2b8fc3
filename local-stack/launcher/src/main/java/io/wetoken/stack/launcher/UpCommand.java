package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.server.Servers;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import io.wetoken.stack.launcher.supervise.HomeLock;
import io.wetoken.stack.launcher.supervise.Left;
import io.wetoken.stack.launcher.supervise.Preflight;
import io.wetoken.stack.launcher.supervise.StackState;
import io.wetoken.stack.launcher.supervise.Supervisor;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack: in the background, or in this process until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the embedded servers and returns when all are ready; says so if they are up already.")
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "changes one setting for this run, for instance serving.port=9080")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--foreground", description = "stay in this process and stop everything on Ctrl-C")
    private boolean foreground;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StackException, InterruptedException {
        Home home = Place.home();
        Installation installation = Place.installation();
        PrintWriter out = spec.commandLine().getOut();
        home.create();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            return alreadyUp(home, out);
        }
        try {
            StackSettings settings = StackSettings.load(home, installation, List.of(home.overrides()), assignments);
            tell("Stopped what a killed run had left: ", Left.stop(home, stopLimit(settings)));
            Preflight.check(Servers.all(), home, settings);
            if (foreground) {
                run(new ServerSpec.Context(installation, home, settings), out);
                return 0;
            }
        } finally {
            lock.get().close();
        }
        Background.start(home, installation, assignments, this::progress);
        Addresses.print(home, out);
        return 0;
    }

    private void run(ServerSpec.Context context, PrintWriter out) throws StackException, InterruptedException {
        context.settings().write(context.home().settings());
        Supervisor supervisor = new Supervisor(Servers.all(), context, this::progress);
        Thread stop = new Thread(() -> AtExit.close(supervisor), "stop-stack");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            supervisor.start();
            Addresses.print(context.home(), out);
            supervisor.watch();
        } finally {
            supervisor.close();
        }
    }

    private int alreadyUp(Home home, PrintWriter out) throws StackException, InterruptedException {
        StackState state = Background.await(home, this::progress);
        if (!state.state().equals("READY")) {
            throw StackException.failed("The stack of " + home.dir() + " is " + state.state() + "; see ./we status");
        }
        out.println("The stack is up already.");
        Addresses.print(home, out);
        return 0;
    }

    private void tell(String what, List<String> names) {
        if (!names.isEmpty()) {
            progress(what + String.join(", ", names));
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private static Duration stopLimit(StackSettings settings) {
        return Duration.ofSeconds(settings.number("stack.stopSeconds"));
    }
}

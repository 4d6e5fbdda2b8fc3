package io.wetoken.stack.launcher.bench;

import io.wetoken.stack.launcher.Place;
import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import io.wetoken.stack.launcher.supervise.HomeLock;
import io.wetoken.stack.launcher.supervise.Left;
import io.wetoken.stack.launcher.supervise.Preflight;
import java.time.Duration;
import java.util.List;

/** The home of benchmarks, emptied, with the settings of one of them. */
final class BenchStack {
    private BenchStack() {}

    /** What is done while the home is held. */
    @FunctionalInterface
    interface Work {
        int in(ServerSpec.Context context) throws StackException, InterruptedException;
    }

    /** @return the status that the work ends with */
    static int hold(List<ServerSpec> servers, List<String> assignments, Work work)
            throws StackException, InterruptedException {
        Installation installation = Place.installation();
        Home outer = Place.home();
        outer.create();
        Home home = outer.bench();
        home.create();
        HomeLock lock = HomeLock.take(home)
                .orElseThrow(() -> StackException.failed("Another benchmark is running in " + home.dir()));
        try {
            StackSettings settings = StackSettings.load(home, installation, List.of(), assignments);
            Left.stop(home, Duration.ofSeconds(settings.number("stack.stopSeconds")));
            Preflight.check(servers, home, settings);
            home.empty();
            settings = StackSettings.load(home, installation, List.of(), assignments);
            settings.write(home.settings());
            return work.in(new ServerSpec.Context(installation, home, settings));
        } finally {
            lock.close();
        }
    }
}

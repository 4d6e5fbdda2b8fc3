package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import java.util.List;

/** One process of the embedded stack. */
public interface ServerSpec {
    /** A short word: names the log, the data directory and the process in messages. */
    String name();

    /** The names of those that must be ready before this one is started. */
    List<String> needs();

    /** The settings that hold the ports it listens on; the first is the one a person talks to. */
    List<String> ports();

    List<String> command(Context context) throws StackException;

    /** When it is ready. */
    Readiness readiness(Context context);

    /** True for a command that ends by itself: it is ready when it has ended with status 0, and is not started again. */
    default boolean once() {
        return false;
    }

    /** What a server may know when it is started. */
    record Context(Installation installation, Home home, StackSettings settings) {
        String port(String key) {
            return settings.text(key);
        }

        /** A JVM whose temporary files stay within the home; see {@link Home#temporary}. */
        List<String> java(ServerSpec server, String module, String main, List<String> arguments) throws StackException {
            return installation.java(
                    module,
                    main,
                    settings.is("stack.large"),
                    List.of("-Djava.io.tmpdir=" + home.temporary(server.name())),
                    arguments);
        }

        List<String> config() {
            return List.of("--config", home.settings().toString());
        }
    }
}

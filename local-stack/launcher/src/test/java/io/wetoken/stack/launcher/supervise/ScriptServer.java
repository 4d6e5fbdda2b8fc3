package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.server.Readiness;
import io.wetoken.stack.launcher.server.ServerSpec;
import java.util.List;

/** A server that is a shell script: a real process, cheap enough to start and kill many of them. */
record ScriptServer(String name, List<String> needs, List<String> ports, String script) implements ServerSpec {
    /** Writes its name to the file {@code events} when it starts and when it is told to stop. */
    static ScriptServer lasting(String name, String... needs) {
        return new ScriptServer(
                name,
                List.of(needs),
                List.of(),
                "trap 'echo stop " + name + " >>events; exit 0' TERM; echo start " + name
                        + " >>events; echo READY; while :; do sleep 0.1; done");
    }

    @Override
    public List<String> command(Context context) {
        return List.of("/bin/sh", "-c", script);
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.saysReady();
    }
}

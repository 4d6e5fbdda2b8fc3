package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The door through which behaviour enters; it creates the topics. */
final class Collector implements ServerSpec {
    @Override
    public String name() {
        return "collector";
    }

    @Override
    public List<String> needs() {
        return List.of("kafka");
    }

    @Override
    public List<String> ports() {
        return List.of("ingest.port");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(this, "ingest", "io.wetoken.ingest.Collector", context.config());
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.ok("http://127.0.0.1:" + context.port("ingest.port") + "/ready");
    }
}

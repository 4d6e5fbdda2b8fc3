package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The streaming job: the guard, the live figures and the archive. */
final class Stream implements ServerSpec {
    @Override
    public String name() {
        return "stream";
    }

    @Override
    public List<String> needs() {
        return List.of("collector", "hbase");
    }

    @Override
    public List<String> ports() {
        return List.of("flink.rest.port");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(this, "flink-jobs", "io.wetoken.flink.StreamJob", context.config());
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.ok(
                "http://127.0.0.1:" + context.port("flink.rest.port") + "/jobs", body -> body.contains("\"RUNNING\""));
    }
}

package io.wetoken.stack.launcher.server;

import io.wetoken.stack.launcher.setup.StackException;
import java.util.List;

/** The HTTP interface and the web pages. */
final class Site implements ServerSpec {
    @Override
    public String name() {
        return "site";
    }

    @Override
    public List<String> needs() {
        return List.of("kafka", "hbase", "contracts");
    }

    @Override
    public List<String> ports() {
        return List.of("serving.port");
    }

    @Override
    public List<String> command(Context context) throws StackException {
        return context.java(this, "serving-api", "io.wetoken.serving.ServingApi", context.config());
    }

    @Override
    public Readiness readiness(Context context) {
        return Readiness.ok("http://127.0.0.1:" + context.port("serving.port") + "/ready");
    }
}

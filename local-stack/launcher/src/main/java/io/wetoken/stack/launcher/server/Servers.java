package io.wetoken.stack.launcher.server;

import java.util.List;

/** Every process of the embedded stack. A new one is one class and one line here, below what it needs; they are stopped in the reverse order. */
public final class Servers {
    private Servers() {}

    public static List<ServerSpec> all() {
        return List.of(
                new Kafka(),
                new HBase(),
                new Chain(),
                new Contracts(),
                new Collector(),
                new Stream(),
                new Media(),
                new Site());
    }
}

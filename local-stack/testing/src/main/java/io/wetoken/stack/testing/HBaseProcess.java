package io.wetoken.stack.testing;

import java.io.IOException;
import java.util.List;

/** A real HBase with its ZooKeeper. */
public final class HBaseProcess extends JavaServer {
    private final int port;

    HBaseProcess() throws IOException {
        this(Ports.free());
    }

    private HBaseProcess(int port) throws IOException {
        super(
                "hbase",
                "hbase-server",
                "io.wetoken.stack.hbase.HBaseServer",
                List.of("--zookeeper-port", Integer.toString(port)));
        this.port = port;
    }

    /** {@code host:port} of ZooKeeper. */
    public String zookeeper() {
        return "127.0.0.1:" + port;
    }
}

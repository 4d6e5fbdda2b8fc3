package io.wetoken.store;

import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ConnectionFactory;

/** How we talk to HBase: an {@code hbase-site.xml} on the class path counts, but for the deadlines and the quorum. */
final class HBaseConnect {
    /** A whole operation with its retries: longer than a region takes to move, shorter than a person waits. */
    private static final Duration OPERATION_LIMIT = Duration.ofSeconds(10);

    /** When we stop waiting for the client to keep its own limit. */
    static final Duration DEADLINE = Duration.ofSeconds(12);

    /** One attempt. */
    private static final Duration RPC_LIMIT = Duration.ofSeconds(5);

    private static final int RETRIES = 20;
    private static final int PAUSE_MS = 100;

    private HBaseConnect() {}

    static AsyncConnection to(String zookeeper) {
        return HBase.await(zookeeper, DEADLINE, ConnectionFactory.createAsyncConnection(configuration(zookeeper)));
    }

    private static Configuration configuration(String zookeeper) {
        Configuration conf = HBaseConfiguration.create();
        int operation = (int) OPERATION_LIMIT.toMillis();
        int rpc = (int) RPC_LIMIT.toMillis();
        conf.set("hbase.zookeeper.quorum", zookeeper);
        conf.setInt("hbase.client.operation.timeout", operation);
        conf.setInt("hbase.client.meta.operation.timeout", operation);
        conf.setInt("hbase.client.scanner.timeout.period", operation);
        conf.setInt("hbase.rpc.timeout", rpc);
        conf.setInt("hbase.client.meta.read.rpc.timeout", rpc);
        conf.setInt("hbase.client.retries.number", RETRIES);
        conf.setInt("hbase.client.pause", PAUSE_MS);
        conf.setInt("zookeeper.recovery.retry", 2);
        conf.setInt("zookeeper.recovery.retry.intervalmill", 1000);
        return conf;
    }
}

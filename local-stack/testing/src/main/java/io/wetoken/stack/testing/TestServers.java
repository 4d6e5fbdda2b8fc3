package io.wetoken.stack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts real servers and returns when they are ready. Close them, or use try-with-resources; what is left open dies with the JVM. Their output is
 * kept in {@code target/servers/} of the module under test.
 */
public final class TestServers {
    private TestServers() {}

    /** A Kafka broker with no topics; topics are not created by themselves. */
    public static KafkaProcess kafka() throws IOException {
        return started(new KafkaProcess());
    }

    /** ZooKeeper, an HBase master and a region server, without tables. */
    public static HBaseProcess hbase() throws IOException {
        return started(new HBaseProcess());
    }

    /**
     * A development chain with ten rich accounts, the per-transaction gas cap enforced and no base fee. After {@link AnvilProcess#kill} it begins anew,
     * for anvil's own state file may be left half written; a chain that must be kept is {@code DevChain} of the module contracts.
     *
     * @param options further command-line options of anvil, for instance {@code "--block-time", "1"}
     */
    public static AnvilProcess anvil(String... options) throws IOException {
        return started(new AnvilProcess(List.of(options)));
    }

    /**
     * A Flink session cluster of one JobManager and no TaskManager; see {@link FlinkCluster#addTaskManager}.
     *
     * @param zookeeper {@code host:port} of the ZooKeeper that keeps what runs, for instance HBase's
     */
    public static FlinkCluster flink(String zookeeper) throws IOException {
        return new FlinkCluster(zookeeper);
    }

    /** A port below the range that the system hands out by itself, free at this moment, and given to nobody else by this method while this JVM lives. */
    public static int freePort() {
        return Ports.free();
    }

    /** The root of the project: the system property {@code we.root}, or the nearest directory upwards that holds {@code local-stack}. */
    public static Path root() {
        String property = System.getProperty("we.root");
        if (property != null) {
            return Path.of(property);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path dir = here; dir != null; dir = dir.getParent()) {
            if (Files.isDirectory(dir.resolve("local-stack/kafka-server"))) {
                return dir;
            }
        }
        throw new IllegalStateException("The system property we.root is not set and no project root is above " + here);
    }

    private static <S extends ServerProcess> S started(S server) throws IOException {
        try {
            server.start();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }
}

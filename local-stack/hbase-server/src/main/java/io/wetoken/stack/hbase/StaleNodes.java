package io.wetoken.stack.hbase;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/**
 * Forgets the sessions of a server that was killed. ZooKeeper would keep them until they time out, and a new master waits that long; the lock on the
 * directory proves that nobody lives behind them.
 */
final class StaleNodes {
    private static final List<String> LIVENESS = List.of("/hbase/rs", "/hbase/backup-masters");

    private StaleNodes() {}

    static void delete(int port) throws IOException, InterruptedException, KeeperException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + port, 10_000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        try {
            if (!connected.await(20, TimeUnit.SECONDS)) {
                throw new IOException("ZooKeeper on port " + port + " does not answer");
            }
            for (String parent : LIVENESS) {
                if (client.exists(parent, false) != null) {
                    for (String child : client.getChildren(parent, false)) {
                        client.delete(parent + "/" + child, -1);
                    }
                }
            }
            if (client.exists("/hbase/master", false) != null) {
                client.delete("/hbase/master", -1);
            }
        } finally {
            client.close();
        }
    }
}

package io.wetoken.stack.hbase;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * HBase with its ZooKeeper on the loopback address and on local files. Prints {@code READY} when the master is initialised and the region server has
 * opened the catalogue; what was acknowledged survives SIGKILL and a restart on the same directory.
 */
@Command(
        name = "hbase-server",
        mixinStandardHelpOptions = true,
        description = "Runs one embedded HBase until it is stopped.")
public final class HBaseServer implements Callable<Integer> {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final int TICK_MILLIS = 2000;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "where its data lives; kept between runs")
    private Path dir;

    @Option(
            names = "--zookeeper-port",
            required = true,
            paramLabel = "P",
            description = "port of ZooKeeper, on 127.0.0.1")
    private int zookeeperPort;

    @Option(
            names = "--master-port",
            defaultValue = "0",
            paramLabel = "P",
            description = "port of the master; 0, the default, is any")
    private int masterPort;

    @Option(
            names = "--region-port",
            defaultValue = "0",
            paramLabel = "P",
            description = "port of the region server; 0, the default, is any")
    private int regionPort;

    @Option(names = "--parent", paramLabel = "PID", description = "stop when this process ends")
    private Long parent;

    public static void main(String[] args) {
        System.exit(new CommandLine(new HBaseServer()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (parent != null) {
            endWith(parent);
        }
        Files.createDirectories(dir);
        try (RandomAccessFile file = new RandomAccessFile(dir.resolve("lock").toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            if (lock == null) {
                throw new IOException(dir + " is used by another HBase; stop that one or give another --dir");
            }
            run();
        }
        return 0;
    }

    private void run() throws Exception {
        Configuration conf = configuration();
        MiniZooKeeperCluster zookeeper = new MiniZooKeeperCluster(conf);
        zookeeper.setDefaultClientPort(zookeeperPort);
        zookeeper.setTickTime(TICK_MILLIS);
        int bound = zookeeper.startup(dir.resolve("zookeeper").toFile());
        if (bound != zookeeperPort) {
            throw new IOException("port " + zookeeperPort + " for ZooKeeper is taken; give another --zookeeper-port");
        }
        StaleNodes.delete(zookeeperPort);
        LocalHBaseCluster cluster = new LocalHBaseCluster(conf, 1, 1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cluster, zookeeper), "shutdown"));
        cluster.startup();
        awaitReady(cluster);
        System.out.println("READY hbase 127.0.0.1:" + zookeeperPort);
        cluster.join();
    }

    private static void awaitReady(LocalHBaseCluster cluster) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            if (cluster.getLiveMasters().isEmpty()
                    || cluster.getLiveRegionServers().isEmpty()) {
                throw new IOException("HBase stopped while starting; the lines above say why");
            }
            HMaster master = cluster.getActiveMaster();
            if (master != null && master.isInitialized()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("HBase is not ready after " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(50);
        }
    }

    private static void stop(LocalHBaseCluster cluster, MiniZooKeeperCluster zookeeper) {
        cluster.shutdown();
        try {
            zookeeper.shutdown();
        } catch (IOException e) {
            System.out.println("ZooKeeper did not stop cleanly: " + e);
        }
    }

    private Configuration configuration() {
        Configuration conf = HBaseConfiguration.create();
        Path root = dir.toAbsolutePath().normalize();
        conf.set("hbase.rootdir", root.resolve("hbase").toUri().toString());
        conf.set("hbase.tmp.dir", root.resolve("tmp").toString());
        conf.setBoolean("hbase.cluster.distributed", false);
        conf.setBoolean("hbase.unsafe.stream.capability.enforce", false);
        conf.set("hbase.zookeeper.quorum", "127.0.0.1");
        conf.setInt("hbase.zookeeper.property.clientPort", zookeeperPort);
        conf.setInt("hbase.master.port", masterPort);
        conf.setInt("hbase.regionserver.port", regionPort);
        conf.setInt("hbase.master.info.port", -1);
        conf.setInt("hbase.regionserver.info.port", -1);
        conf.set("hbase.master.hostname", "localhost");
        conf.set("hbase.regionserver.hostname", "localhost");
        conf.set("hbase.master.ipc.address", "127.0.0.1");
        conf.set("hbase.regionserver.ipc.address", "127.0.0.1");
        // A paused laptop must not make the region server believe that it is dead.
        conf.setInt("zookeeper.session.timeout", 40_000);
        // One machine, few tables: small pools and buffers.
        conf.setInt("hbase.regionserver.handler.count", 10);
        conf.setInt("hbase.master.handler.count", 5);
        conf.setInt("hbase.regionserver.metahandler.count", 4);
        conf.setInt("hbase.master.wait.on.regionservers.mintostart", 1);
        conf.setInt("hbase.master.wait.on.regionservers.maxtostart", 1);
        conf.setInt("hbase.master.wait.on.regionservers.interval", 200);
        conf.setFloat("hfile.block.cache.size", 0.2f);
        conf.setFloat("hbase.regionserver.global.memstore.size", 0.3f);
        conf.setInt("hbase.hregion.memstore.flush.size", 16 << 20);
        conf.setInt("hbase.server.thread.wakefrequency", 500);
        conf.setInt("hbase.regionserver.msginterval", 500);
        conf.setBoolean("hbase.table.sanity.checks", true);
        return conf;
    }

    private static void endWith(long process) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.of(process)
                            .ifPresent(handle -> handle.onExit().join());
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}

package io.wetoken.stack.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A broker with its controller on the loopback address. Prints {@code READY} when it serves; what was acknowledged survives SIGKILL and a restart on
 * the same directory.
 */
@Command(
        name = "kafka-server",
        mixinStandardHelpOptions = true,
        description = "Runs one embedded Kafka broker until it is stopped.")
public final class KafkaServer implements Callable<Integer> {
    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "where its data lives; kept between runs")
    private Path dir;

    @Option(names = "--port", required = true, paramLabel = "P", description = "port for clients, on 127.0.0.1")
    private int port;

    @Option(
            names = "--controller-port",
            required = true,
            paramLabel = "P",
            description = "port of the controller, on 127.0.0.1")
    private int controllerPort;

    @Option(names = "--parent", paramLabel = "PID", description = "stop when this process ends")
    private Long parent;

    public static void main(String[] args) {
        System.exit(new CommandLine(new KafkaServer()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (parent != null) {
            endWith(parent);
        }
        Properties properties = properties();
        Path data = dir.resolve("data");
        Files.createDirectories(data);
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(properties);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        System.out.println("READY kafka 127.0.0.1:" + port);
        server.awaitShutdown();
        return 0;
    }

    private void format(Properties properties) throws IOException {
        Path file = dir.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        PrintStream log = System.out;
        int status = StorageTool.execute(
                new String[] {
                    "format",
                    "--config",
                    file.toString(),
                    "--cluster-id",
                    Uuid.randomUuid().toString()
                },
                log);
        if (status != 0) {
            throw new IOException("cannot format " + dir + " for Kafka: status " + status + ", see the lines above");
        }
    }

    private Properties properties() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty("listeners", "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "CLIENT://127.0.0.1:" + port);
        p.setProperty("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "CLIENT");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("log.dirs", dir.resolve("data").toAbsolutePath().toString());
        // One broker holds the only copy of everything.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.setProperty(topic + ".replication.factor", "1");
            p.setProperty(topic + ".num.partitions", "2");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("min.insync.replicas", "1");
        // Flink's sink asks for an hour by default; a broker that allows less refuses it.
        p.setProperty("transaction.max.timeout.ms", "7200000");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        p.setProperty("auto.create.topics.enable", "false");
        return p;
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

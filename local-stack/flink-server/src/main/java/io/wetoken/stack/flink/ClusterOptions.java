package io.wetoken.stack.flink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** What every process of one cluster is told alike, and the configuration that follows. */
final class ClusterOptions {
    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "of the whole cluster: its configuration, what its jobs left, checkpoints; kept between runs")
    private Path dir;

    @Option(names = "--zookeeper", required = true, paramLabel = "HOST:PORT", description = "keeps what runs")
    private String zookeeper;

    @Option(
            names = "--rest-port",
            required = true,
            paramLabel = "P",
            description = "of the JobManager, on 127.0.0.1, for people and clients")
    private int restPort;

    @Option(names = "--parent", paramLabel = "PID", description = "stop when this process ends")
    private Long parent;

    /** @return the directory that holds {@code config.yaml}; clients know the cluster by it, too */
    Path written() throws IOException {
        if (parent != null) {
            endWith(parent);
        }
        Path conf = Files.createDirectories(dir.toAbsolutePath().resolve("conf"));
        Path next = Files.createTempFile(conf, "config", ".next");
        Files.writeString(next, text());
        Files.move(
                next, conf.resolve("config.yaml"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return conf;
    }

    int restPort() {
        return restPort;
    }

    private String text() throws IOException {
        try (InputStream in = ClusterOptions.class.getResourceAsStream("config.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${zookeeper}", zookeeper)
                    .replace("${dir}", dir.toAbsolutePath().normalize().toString())
                    .replace("${rest.port}", Integer.toString(restPort));
        }
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

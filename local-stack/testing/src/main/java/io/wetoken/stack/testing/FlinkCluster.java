package io.wetoken.stack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Flink session cluster of several processes, which forgets no job when its JobManager dies. */
public final class FlinkCluster implements AutoCloseable {
    private final Path dir;
    private final int restPort = Ports.free();
    private final List<String> arguments;
    private final FlinkProcess jobManager;
    private final List<FlinkProcess> taskManagers = new ArrayList<>();

    FlinkCluster(String zookeeper) throws IOException {
        dir = Files.createTempDirectory("wetoken-flink-cluster-");
        arguments = List.of("--zookeeper", zookeeper, "--rest-port", Integer.toString(restPort));
        jobManager = started(new FlinkProcess("flink-jobmanager", "JobManager", dir, arguments));
    }

    public FlinkProcess jobManager() {
        return jobManager;
    }

    /** Two slots. It registers by itself, after this has returned. */
    public FlinkProcess addTaskManager() throws IOException {
        FlinkProcess added = started(new FlinkProcess("flink-taskmanager", "TaskManager", dir, arguments));
        taskManagers.add(added);
        return added;
    }

    /** Address of the JobManager's REST interface. */
    public String url() {
        return "http://127.0.0.1:" + restPort;
    }

    /**
     * Makes the command {@code flink} of a distribution, which knows this cluster.
     *
     * @param bin the directory in which it is put
     */
    public void command(Path bin) throws IOException {
        String line = JavaServer.java("flink-server", "org.apache.flink.client.cli.CliFrontend").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path script = Files.createDirectories(bin).resolve("flink");
        Files.writeString(script, "#!/bin/sh\nFLINK_CONF_DIR='" + dir.resolve("conf") + "' exec " + line + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public void close() throws IOException {
        taskManagers.forEach(ServerProcess::close);
        jobManager.close();
        ServerProcess.delete(dir);
    }

    private static FlinkProcess started(FlinkProcess server) throws IOException {
        try {
            server.start();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }
}

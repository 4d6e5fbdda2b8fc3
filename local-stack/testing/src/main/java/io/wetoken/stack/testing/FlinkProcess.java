package io.wetoken.stack.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JobManager or a TaskManager. */
public final class FlinkProcess extends ServerProcess {
    /** @param cluster the directory that all processes of the cluster share */
    FlinkProcess(String name, String main, Path cluster, List<String> arguments) throws IOException {
        super(name, dir -> {
            List<String> line = new ArrayList<>(JavaServer.java("flink-server", "io.wetoken.stack.flink." + main));
            line.add(line.size() - 1, "-Djava.io.tmpdir=" + dir);
            line.addAll(List.of(
                    "--dir",
                    cluster.toString(),
                    "--parent",
                    Long.toString(ProcessHandle.current().pid())));
            line.addAll(arguments);
            return line;
        });
    }

    @Override
    boolean ready() throws IOException {
        return output().stream().anyMatch(line -> line.startsWith("READY "));
    }
}

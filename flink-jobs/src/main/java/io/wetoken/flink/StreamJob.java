package io.wetoken.flink;

import io.wetoken.flink.stream.StreamCommand;
import io.wetoken.flink.stream.StreamEngine;
import picocli.CommandLine;

/** The streaming job: guard, live figures, archive; see {@link StreamCommand}. The same class runs by itself and by {@code flink run}. */
public final class StreamJob {
    private StreamJob() {}

    public static void main(String[] args) {
        int status = new CommandLine(new StreamCommand()).execute(args);
        if (!StreamEngine.submitted()) {
            System.exit(status);
        }
        if (status != 0) {
            // The process belongs to the cluster's client, or is the JobManager itself.
            throw new IllegalStateException("The job was not submitted; the lines before this one say why");
        }
    }
}

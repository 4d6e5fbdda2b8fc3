package io.wetoken.flink;

import io.wetoken.flink.stream.StreamCommand;
import picocli.CommandLine;

/** The streaming job: guard, live figures, archive; see {@link StreamCommand}. */
public final class StreamJob {
    private StreamJob() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamCommand()).execute(args));
    }
}

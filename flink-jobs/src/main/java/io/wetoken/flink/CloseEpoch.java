package io.wetoken.flink;

import io.wetoken.flink.archive.CloseCommand;
import java.time.Clock;
import picocli.CommandLine;

/** Closes an epoch of the archive; see {@link CloseCommand}. */
public final class CloseEpoch {
    private CloseEpoch() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new CloseCommand(Clock.systemUTC())).execute(args));
    }
}

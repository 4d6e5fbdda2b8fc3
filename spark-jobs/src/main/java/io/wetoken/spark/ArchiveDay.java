package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** A day of the archive, for commands that read what is learnt from. */
final class ArchiveDay {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings with archive.dir; default: we.properties of the stack.")
    private List<Path> configs = List.of();

    @Option(names = "--date", required = true, paramLabel = "D", description = "A closed UTC date such as 2026-11-21.")
    private String date;

    /** @throws IllegalArgumentException when it is no date */
    Epoch epoch() {
        return Epoch.parse(date);
    }

    ClosedDays closed() throws IOException {
        return ClosedDays.of(TrainingFiles.of(configs).archive());
    }
}

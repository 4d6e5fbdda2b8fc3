package io.wetoken.serving.analysis;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code analysis.dir}: {@code current} names the day whose tables count. It is asked for anew each time, so a new day counts at once. */
final class NewestAnalysis {
    private final Optional<Path> directory;

    /** @param directory empty for a site without analyses */
    NewestAnalysis(Optional<Path> directory) {
        this.directory = directory;
    }

    /** The tables of one day. */
    record Tables(Epoch day, SortedTable favour, SortedTable taste) {}

    /** Empty before the first. @throws IOException when what {@code current} says is no day */
    Optional<Tables> get() throws IOException {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Path current = directory.get().resolve("current");
        String named;
        try {
            named = Files.readString(current).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            Epoch day = Epoch.parse(named);
            Path tables = directory.get().resolve(day.toString());
            return Optional.of(new Tables(
                    day, new SortedTable(tables.resolve("favour.csv")), new SortedTable(tables.resolve("taste.csv"))));
        } catch (IllegalArgumentException e) {
            throw new IOException(current + " must name a day, names '" + named + "'", e);
        }
    }
}

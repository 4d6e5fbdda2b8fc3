package io.wetoken.behaviour.files;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code statistics/days.csv}: which closed days an epoch's figures were computed from, each with the hash of its manifest. A day that is closed late would
 * otherwise move medians of epochs that are already paid, and the audit would blame the wrong one.
 */
public final class FrozenDays {
    public static final String FILE = "days.csv";
    /** An epoch looks back on 180 days of which it is the last. */
    public static final int TRAILING = 180;

    private static final String HEADER = "day,manifest";

    private FrozenDays() {}

    /**
     * The days that the finished statistics in {@code directory} froze, or, where there are none, those that are closed now, up to {@code last} and with
     * it; oldest first.
     *
     * @throws ArchiveChangedException when a frozen day is gone or has another manifest
     */
    public static List<ClosedDay> of(Archive archive, Epoch last, Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return archive.days(last.plusDays(1 - TRAILING), last);
        }
        List<ClosedDay> days = new ArrayList<>();
        IdTable.read(file, HEADER, row -> days.add(frozen(archive, Epoch.parse(row.id(0)), row.id(1))));
        return days;
    }

    private static ClosedDay frozen(Archive archive, Epoch epoch, String sha256) throws IOException {
        String path = Archive.manifestPath(epoch);
        ClosedDay day = archive.day(epoch)
                .orElseThrow(() -> new ArchiveChangedException(path, "expected a manifest, found no file"));
        if (!day.sha256().equals(sha256)) {
            throw new ArchiveChangedException(path, "sha256 expected " + sha256 + ", found " + day.sha256());
        }
        return day;
    }

    public static void write(Path directory, List<ClosedDay> days) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        days.forEach(
                day -> text.append(day.epoch()).append(',').append(day.sha256()).append('\n'));
        Files.writeString(directory.resolve(FILE), text);
    }
}

package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of a day's finished files; a finished file never changes, so each is looked at once. */
final class FinishedRows {
    private final ArchiveRoot archive;
    private final Map<String, Counted> known = new HashMap<>();

    FinishedRows(ArchiveRoot archive) {
        this.archive = archive;
    }

    /** @param kind JUDGED or DUPLICATES */
    record Counted(String path, ManifestFileKind kind, long rows) {}

    /** The day's finished files by path. */
    List<Counted> of(Epoch epoch) throws IOException {
        count("judged/epoch=" + epoch, ManifestFileKind.JUDGED);
        count("duplicates/epoch=" + epoch, ManifestFileKind.DUPLICATES);
        return known.values().stream()
                .sorted(Comparator.comparing(Counted::path))
                .toList();
    }

    private void count(String directory, ManifestFileKind kind) throws IOException {
        for (String path : archive.finished(directory)) {
            if (!known.containsKey(path)) {
                known.put(path, new Counted(path, kind, Rows.count(archive, path)));
            }
        }
    }
}

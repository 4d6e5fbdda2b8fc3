package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Closes one day: counts its records, compares them with the finished files, and writes the manifest when they agree. */
final class DayClosing {
    private static final long REPORT_EVERY = 1_000_000;

    private final Epoch epoch;
    private final ArchiveRoot archive;
    private final FinishedRows finished;
    private final Consumer<String> progress;
    private long reported = -1;

    /** @param progress is told lines for people */
    DayClosing(Epoch epoch, ArchiveRoot archive, Consumer<String> progress) {
        this.epoch = epoch;
        this.archive = archive;
        this.finished = new FinishedRows(archive);
        this.progress = progress;
    }

    /** The manifest of a day that is closed already, its files checked against it. */
    Optional<Manifest> already() throws IOException {
        Archive closed = new Archive(archive);
        Optional<ClosedDay> day = closed.day(epoch);
        if (day.isPresent()) {
            closed.verify(day.get());
        }
        return day.map(ClosedDay::manifest);
    }

    /** Where the counting of the day ends, recorded at the first call. */
    Count count(RawDay raw) throws IOException {
        if (!raw.sealed(epoch)) {
            throw new MustWaitException(epoch + " is not sealed: the collectors still accept events of it");
        }
        SortedMap<Integer, Long> ends = new ClosingOffsets(archive).of(epoch, raw);
        long records = raw.count(epoch, ends, read -> {
            if (read % REPORT_EVERY == 0) {
                progress.accept("counting the records of " + epoch + ": " + read + " read");
            }
        });
        return new Count(ends, records);
    }

    record Count(SortedMap<Integer, Long> ends, long records) {}

    /**
     * The manifest, written, when the finished files hold exactly the records; else nothing yet.
     *
     * @throws IOException when they hold more
     */
    Optional<Manifest> close(Count count) throws IOException {
        List<FinishedRows.Rows> rows = finished.of(epoch);
        long judged = sum(rows, ManifestFileKind.JUDGED);
        long duplicates = sum(rows, ManifestFileKind.DUPLICATES);
        long archived = judged + duplicates;
        if (archived > count.records()) {
            throw new IOException("The archive of " + epoch + " holds " + archived + " rows, but behaviour.raw only "
                    + count.records()
                    + " records of the day up to the recorded offsets, and a day is never closed with more. If Kafka was away while the"
                    + " day was sealed, a record may have arrived late: delete manifests/" + epoch
                    + ".offsets.json in the archive and run this again. If not, two streaming jobs write this archive");
        }
        if (archived < count.records()) {
            if (archived != reported) {
                reported = archived;
                progress.accept("waiting: " + epoch + " has " + archived + " of " + count.records()
                        + " records archived, " + (count.records() - archived) + " short");
            }
            return Optional.empty();
        }
        long suspect = rows.stream().mapToLong(FinishedRows.Rows::suspect).sum();
        Map<String, Long> offsets = new TreeMap<>();
        count.ends().forEach((partition, end) -> offsets.put(Integer.toString(partition), end));
        Manifest manifest = Manifest.newBuilder()
                .setVersion(Manifests.VERSION)
                .setEpoch(epoch.toString())
                .setRecords(count.records())
                .setValid(judged - suspect)
                .setSuspect(suspect)
                .setDuplicates(duplicates)
                .setOffsets(offsets)
                .setFiles(files(rows))
                .build();
        archive.writeOnce(Archive.manifestPath(epoch), Manifests.toJson(manifest));
        return Optional.of(manifest);
    }

    private List<ManifestFile> files(List<FinishedRows.Rows> rows) throws IOException {
        List<ManifestFile> files = new ArrayList<>();
        for (FinishedRows.Rows file : rows) {
            try (InputStream in = archive.open(file.path())) {
                files.add(ManifestFile.newBuilder()
                        .setPath(file.path())
                        .setBytes(archive.size(file.path()))
                        .setSha256(Digests.sha256(in))
                        .setRows(file.rows())
                        .setKind(file.kind())
                        .build());
            }
        }
        return files;
    }

    private static long sum(List<FinishedRows.Rows> rows, ManifestFileKind kind) {
        return rows.stream()
                .filter(file -> file.kind() == kind)
                .mapToLong(FinishedRows.Rows::rows)
                .sum();
    }
}

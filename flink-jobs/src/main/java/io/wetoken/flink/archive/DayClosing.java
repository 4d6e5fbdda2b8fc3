package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.review.DayReview;
import io.wetoken.flink.review.ReviewedLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Closes one day: counts its records, compares them with the finished files, and when they agree reviews it and writes the manifest. */
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

    /** A day that is closed already, its files checked against its manifest. */
    Optional<ClosedDay> already() throws IOException {
        Archive closed = new Archive(archive);
        Optional<ClosedDay> day = closed.day(epoch);
        if (day.isPresent()) {
            closed.verify(day.get());
        }
        return day;
    }

    /** What the review of a closed day changes in live figures. */
    List<Correction> corrections(ClosedDay closed) throws IOException {
        return new ReviewedLog(archive, epoch)
                .again(new DayReview(archive, epoch, progress), closed)
                .corrections(epoch, closed.manifest().getDuplicates());
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
     * Whether the finished files hold exactly the records.
     *
     * @throws IOException when they hold more
     */
    boolean complete(Count count) throws IOException {
        List<FinishedRows.Counted> rows = finished.of(epoch);
        long archived = sum(rows, ManifestFileKind.JUDGED) + sum(rows, ManifestFileKind.DUPLICATES);
        if (archived > count.records()) {
            throw new IOException("The archive of " + epoch + " holds " + archived + " rows, but behaviour.raw only "
                    + count.records()
                    + " records of the day up to the recorded offsets, and a day is never closed with more. If Kafka was away while the"
                    + " day was sealed, a record may have arrived late: delete manifests/" + epoch
                    + ".offsets.json in the archive and run this again. If not, two streaming jobs write this archive");
        }
        if (archived < count.records() && archived != reported) {
            reported = archived;
            progress.accept("waiting: " + epoch + " has " + archived + " of " + count.records() + " records archived, "
                    + (count.records() - archived) + " short");
        }
        return archived == count.records();
    }

    /** Reviews the day, whose files are complete, and writes its manifest. */
    Closed close(Count count) throws IOException {
        List<FinishedRows.Counted> rows = finished.of(epoch);
        long duplicates = sum(rows, ManifestFileKind.DUPLICATES);
        ReviewedLog.Written reviewed = new ReviewedLog(archive, epoch)
                .write(new DayReview(archive, epoch, progress), paths(rows, ManifestFileKind.JUDGED));
        Map<String, Long> offsets = new TreeMap<>();
        count.ends().forEach((partition, end) -> offsets.put(Integer.toString(partition), end));
        Manifest manifest = Manifest.newBuilder()
                .setVersion(Manifests.VERSION)
                .setEpoch(epoch.toString())
                .setRecords(count.records())
                .setValid(reviewed.valid())
                .setSuspect(reviewed.suspect())
                .setDuplicates(duplicates)
                .setOffsets(offsets)
                .setFiles(files(rows, reviewed))
                .setHours(reviewed.hours())
                .setReview(reviewed.review())
                .build();
        archive.writeOnce(Archive.manifestPath(epoch), Manifests.toJson(manifest));
        return new Closed(manifest, reviewed.corrections(epoch, duplicates));
    }

    /** @param corrections to be sent to the live figures */
    record Closed(Manifest manifest, List<Correction> corrections) {}

    private List<ManifestFile> files(List<FinishedRows.Counted> rows, ReviewedLog.Written reviewed) throws IOException {
        List<ManifestFile> files = new ArrayList<>();
        for (ReviewedLog.File file : reviewed.judged()) {
            files.add(file(file.path(), file.rows(), ManifestFileKind.JUDGED));
        }
        for (FinishedRows.Counted file : rows) {
            ManifestFileKind kind = file.kind() == ManifestFileKind.JUDGED ? ManifestFileKind.AT_ONCE : file.kind();
            files.add(file(file.path(), file.rows(), kind));
        }
        if (reviewed.findings().isPresent()) {
            ReviewedLog.File found = reviewed.findings().get();
            files.add(file(found.path(), found.rows(), ManifestFileKind.FINDINGS));
        }
        return files;
    }

    private ManifestFile file(String path, long rows, ManifestFileKind kind) throws IOException {
        try (InputStream in = archive.open(path)) {
            return ManifestFile.newBuilder()
                    .setPath(path)
                    .setBytes(archive.size(path))
                    .setSha256(Digests.sha256(in))
                    .setRows(rows)
                    .setKind(kind)
                    .build();
        }
    }

    private static List<String> paths(List<FinishedRows.Counted> rows, ManifestFileKind kind) {
        return rows.stream()
                .filter(file -> file.kind() == kind)
                .map(FinishedRows.Counted::path)
                .toList();
    }

    private static long sum(List<FinishedRows.Counted> rows, ManifestFileKind kind) {
        return rows.stream()
                .filter(file -> file.kind() == kind)
                .mapToLong(FinishedRows.Counted::rows)
                .sum();
    }
}

package io.wetoken.behaviour.files;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import java.util.List;
import java.util.Optional;

/**
 * A day that is closed for good.
 *
 * @param manifest with the files that are there, also where they stand for others since somebody was erased
 * @param sha256 of the manifest's own bytes, lower-case hex; through it one line names every byte of the day as it was closed
 * @param erasedFrom whether some of its files stand for others: then its hourly roots are of events with other names
 */
public record ClosedDay(Epoch epoch, Manifest manifest, String sha256, boolean erasedFrom) {
    /** Where its judged events are, relative to the archive's root, with the verdicts that count. */
    public List<ManifestFile> judged() {
        return files(ManifestFileKind.JUDGED);
    }

    /** Where the same events are with the verdicts that the stream gave at once. */
    public List<ManifestFile> judgedAtOnce() {
        List<ManifestFile> atOnce = files(ManifestFileKind.AT_ONCE);
        return atOnce.isEmpty() ? judged() : atOnce;
    }

    /** What its review found; none when it was closed before days were reviewed. */
    public Optional<ManifestFile> findings() {
        return files(ManifestFileKind.FINDINGS).stream().findFirst();
    }

    private List<ManifestFile> files(ManifestFileKind kind) {
        return manifest.getFiles().stream()
                .filter(file -> file.getKind() == kind)
                .toList();
    }
}

package io.wetoken.behaviour.files;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import java.util.List;

/**
 * A day that is closed for good.
 *
 * @param sha256 of the manifest's own bytes, lower-case hex; through it one line names every byte of the day
 */
public record ClosedDay(Epoch epoch, Manifest manifest, String sha256) {
    /** Where its judged events are, relative to the archive's root. */
    public List<ManifestFile> judged() {
        return manifest.getFiles().stream()
                .filter(file -> file.getKind() == ManifestFileKind.JUDGED)
                .toList();
    }
}

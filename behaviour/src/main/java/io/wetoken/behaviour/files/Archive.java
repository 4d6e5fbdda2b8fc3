package io.wetoken.behaviour.files;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The archive as its manifests tell it: a day without one does not exist, and a file that none names is not read. */
public final class Archive {
    /** The largest manifest that is read, in bytes: some half a million files. */
    public static final int MAX_MANIFEST = 128 << 20;

    private final Source source;

    public Archive(Source source) {
        this.source = source;
    }

    /** A file system; paths are relative to the archive's root. */
    public interface Source {
        /** @throws FileNotFoundException when there is no such file */
        InputStream open(String path) throws IOException;

        /** Bytes. @throws FileNotFoundException when there is no such file */
        long size(String path) throws IOException;
    }

    public static String manifestPath(Epoch epoch) {
        return "manifests/" + epoch + ".json";
    }

    /** Nothing when the day is not closed. @throws IOException when its manifest cannot be read or names what it must not */
    public Optional<ClosedDay> day(Epoch epoch) throws IOException {
        String path = manifestPath(epoch);
        byte[] json;
        try (InputStream in = source.open(path)) {
            json = in.readNBytes(MAX_MANIFEST + 1);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (json.length > MAX_MANIFEST) {
            throw new IOException("archive file " + path + " is larger than " + MAX_MANIFEST + " bytes");
        }
        Manifest manifest;
        try {
            manifest = Manifests.fromJson(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("archive file " + path + " cannot be read: " + e.getMessage(), e);
        }
        if (!manifest.getEpoch().equals(epoch.toString())) {
            throw new IOException("archive file " + path + " is of epoch " + manifest.getEpoch());
        }
        Replacements replacements = replacements(epoch);
        manifest = replacements.in(Replacements.path(epoch), manifest);
        for (ManifestFile file : manifest.getFiles()) {
            if (file.getPath().startsWith("/")
                    || List.of(file.getPath().split("/")).contains("..")) {
                throw new IOException("archive file " + path + " names '" + file.getPath() + "', outside the archive");
            }
        }
        return Optional.of(new ClosedDay(epoch, manifest, Digests.sha256(json), !replacements.isEmpty()));
    }

    /** Which files of a day others stand for; mostly none. */
    public Replacements replacements(Epoch epoch) throws IOException {
        String path = Replacements.path(epoch);
        byte[] csv;
        try (InputStream in = source.open(path)) {
            csv = in.readNBytes(MAX_MANIFEST + 1);
        } catch (FileNotFoundException e) {
            return Replacements.none();
        }
        if (csv.length > MAX_MANIFEST) {
            throw new IOException("archive file " + path + " is larger than " + MAX_MANIFEST + " bytes");
        }
        return Replacements.read(
                path, new String(csv, StandardCharsets.UTF_8).lines().toList());
    }

    /** The closed days from {@code first} to {@code last}, both included, oldest first. */
    public List<ClosedDay> days(Epoch first, Epoch last) throws IOException {
        List<ClosedDay> days = new ArrayList<>();
        for (Epoch day = first; day.compareTo(last) <= 0; day = day.plusDays(1)) {
            day(day).ifPresent(days::add);
        }
        return days;
    }

    /** @throws ArchiveChangedException when a file is missing, or its size or SHA-256 is not the manifest's */
    public void verify(ClosedDay day) throws IOException {
        for (ManifestFile file : day.manifest().getFiles()) {
            verify(file);
        }
    }

    private void verify(ManifestFile file) throws IOException {
        long size;
        String found;
        try {
            size = source.size(file.getPath());
            if (size != file.getBytes()) {
                throw new ArchiveChangedException(
                        file.getPath(), "bytes expected " + file.getBytes() + ", found " + size);
            }
            try (InputStream in = source.open(file.getPath())) {
                found = Digests.sha256(in);
            }
        } catch (FileNotFoundException e) {
            throw new ArchiveChangedException(
                    file.getPath(), "expected " + file.getBytes() + " bytes, found no file", e);
        }
        if (!found.equals(file.getSha256())) {
            throw new ArchiveChangedException(
                    file.getPath(), "sha256 expected " + file.getSha256() + ", found " + found);
        }
    }
}

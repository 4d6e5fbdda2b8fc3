package io.wetoken.behaviour.files;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of a closed day others stand for, since somebody was erased. The manifest stays as it was, for later days name its bytes; what it says of such a
 * file, but for kind and rows, is told here instead. CSV, by the path that the manifest names.
 */
public final class Replacements {
    private static final String HEADER = "path,by,bytes,sha256";
    private static final int COLUMNS = 4;

    private final Map<String, By> byPath;

    private Replacements(Map<String, By> byPath) {
        this.byPath = byPath;
    }

    /** The file that stands for another. */
    public record By(String path, long bytes, String sha256) {}

    public static String path(Epoch epoch) {
        return "replaced/" + epoch + ".csv";
    }

    public static Replacements none() {
        return new Replacements(Map.of());
    }

    /** @throws IOException that names the file, the line and the value */
    static Replacements read(String file, List<String> lines) throws IOException {
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException("archive file " + file + ":1: header expected '" + HEADER + "'");
        }
        Map<String, By> byPath = new LinkedHashMap<>();
        for (int number = 2; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            List<String> cells = List.of(line.split(",", -1));
            if (cells.size() != COLUMNS
                    || !cells.get(2).matches("[0-9]{1,18}")
                    || !cells.get(3).matches("[0-9a-f]{64}")
                    || byPath.put(cells.get(0), new By(cells.get(1), Long.parseLong(cells.get(2)), cells.get(3)))
                            != null) {
                throw new IOException("archive file " + file + ":" + number + ": cannot be '" + line + "'");
            }
        }
        return new Replacements(byPath);
    }

    public boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** By the path that the manifest names. */
    public Map<String, By> byPath() {
        return Map.copyOf(byPath);
    }

    /** With others, which stand for the files of the manifest that are named. */
    public Replacements with(Map<String, By> others) {
        Map<String, By> all = new LinkedHashMap<>(byPath);
        all.putAll(others);
        return new Replacements(all);
    }

    /** As {@link #read} takes it. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        byPath.forEach(
                (path, by) -> text.append(String.join(",", path, by.path(), Long.toString(by.bytes()), by.sha256()))
                        .append('\n'));
        return text.toString();
    }

    /** The manifest with the files that are there. */
    Manifest in(String file, Manifest manifest) throws IOException {
        if (byPath.isEmpty()) {
            return manifest;
        }
        Map<String, By> left = new LinkedHashMap<>(byPath);
        List<ManifestFile> files = manifest.getFiles().stream()
                .map(was -> {
                    By by = left.remove(was.getPath());
                    return by == null
                            ? was
                            : ManifestFile.newBuilder(was)
                                    .setPath(by.path())
                                    .setBytes(by.bytes())
                                    .setSha256(by.sha256())
                                    .build();
                })
                .toList();
        if (!left.isEmpty()) {
            throw new IOException("archive file " + file + " replaces '"
                    + left.keySet().iterator().next() + "', which the manifest does not name");
        }
        return Manifest.newBuilder(manifest).setFiles(files).build();
    }
}

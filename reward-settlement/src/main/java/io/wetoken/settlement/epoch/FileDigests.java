package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.files.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SHA-256 of files, in lower-case hex. */
public final class FileDigests {
    private FileDigests() {}

    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digests.sha256(in);
        }
    }

    public static String of(String text) throws IOException {
        return Digests.sha256(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** One digest of several files of a directory: of the lines {@code sha256 blank name} in the order of {@code names}. */
    public static String of(Path directory, List<String> names) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            lines.append(of(directory.resolve(name))).append(' ').append(name).append('\n');
        }
        return of(lines.toString());
    }
}

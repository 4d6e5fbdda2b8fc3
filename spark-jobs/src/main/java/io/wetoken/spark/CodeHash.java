package io.wetoken.spark;

import io.wetoken.behaviour.files.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which code ran, and on what: a SHA-256 over the jars, or over the classes where they are not in a jar, of some classes. Equal sources give equal jars. */
final class CodeHash {
    private CodeHash() {}

    static String of(Class<?>... classes) throws IOException {
        StringBuilder hashes = new StringBuilder();
        for (Class<?> one : classes) {
            CodeSource source = one.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IOException("Nobody says where " + one.getName() + " comes from");
            }
            try {
                for (Path file : files(Path.of(source.getLocation().toURI()))) {
                    hashes.append(sha256(file)).append('\n');
                }
            } catch (URISyntaxException e) {
                throw new IOException("Cannot read the code of " + one.getName() + " at " + source.getLocation(), e);
            }
        }
        return Digests.sha256(new ByteArrayInputStream(hashes.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digests.sha256(in);
        }
    }

    /** The SHA-256 of each file of a split, by what it is. */
    static SortedMap<String, String> data(Path train, Optional<Path> valid, List<Path> features) throws IOException {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("train", sha256(train));
        if (valid.isPresent()) {
            data.put("valid", sha256(valid.get()));
        }
        for (Path file : features) {
            data.put("features " + file.getFileName(), sha256(file));
        }
        return data;
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

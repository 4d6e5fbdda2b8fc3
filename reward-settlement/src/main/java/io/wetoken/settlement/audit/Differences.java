package io.wetoken.settlement.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where two text files part. */
final class Differences {
    private static final int SHOWN = 120;

    private Differences() {}

    /** {@code :line: then '…', now '…'}; empty when all bytes are equal. */
    static Optional<String> first(Path then, Path now) throws IOException {
        if (Files.mismatch(then, now) < 0) {
            return Optional.empty();
        }
        try (BufferedReader thenLines = Files.newBufferedReader(then);
                BufferedReader nowLines = Files.newBufferedReader(now)) {
            for (long line = 1; ; line++) {
                String was = thenLines.readLine();
                String is = nowLines.readLine();
                if (was == null && is == null) {
                    return Optional.of(": the ends of the lines differ");
                }
                if (was == null || !was.equals(is)) {
                    return Optional.of(":" + line + ": then " + shown(was) + ", now " + shown(is));
                }
            }
        }
    }

    /** The first file of either directory, at any depth, that the other does not have with the same bytes; empty when all are equal. */
    static Optional<String> firstBelow(Path then, Path now) throws IOException {
        SortedSet<String> names = new TreeSet<>(below(then));
        names.addAll(below(now));
        for (String name : names) {
            for (Path directory : List.of(then, now)) {
                if (!Files.exists(directory.resolve(name))) {
                    return Optional.of(name + " is not in " + directory);
                }
            }
            Optional<String> difference = first(then.resolve(name), now.resolve(name));
            if (difference.isPresent()) {
                return Optional.of(name + difference.get());
            }
        }
        return Optional.empty();
    }

    private static List<String> below(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private static String shown(String line) {
        if (line == null) {
            return "nothing";
        }
        return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "'";
    }
}

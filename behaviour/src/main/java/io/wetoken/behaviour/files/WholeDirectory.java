package io.wetoken.behaviour.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A directory of results that exists whole or not at all, and is never replaced by another result. */
public final class WholeDirectory {
    private WholeDirectory() {}

    /** Fills a directory with files; subdirectories named {@code .…} are left out of the result. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path directory) throws IOException;
    }

    /**
     * Fills a temporary directory beside {@code target} and renames it. Where {@code target} exists already, it stays as it is if the files are equal.
     *
     * @return whether it is new
     * @throws IOException when {@code target} exists and differs, naming the first file that does
     */
    public static boolean write(Path target, Filler filler) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path temporary = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
        try {
            filler.fill(temporary);
            for (Path hidden : list(temporary).stream()
                    .filter(name -> name.startsWith("."))
                    .map(temporary::resolve)
                    .toList()) {
                delete(hidden);
            }
            if (Files.exists(target)) {
                compare(target, temporary);
                return false;
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            delete(temporary);
        }
    }

    private static void compare(Path target, Path fresh) throws IOException {
        SortedSet<String> names = new TreeSet<>(list(target));
        names.addAll(list(fresh));
        for (String name : names) {
            Path before = target.resolve(name);
            Path after = fresh.resolve(name);
            if (!Files.isRegularFile(before) || !Files.isRegularFile(after) || Files.mismatch(before, after) >= 0) {
                throw new IOException(before
                        + " differs from what the archive gives now; nothing was replaced. Keep it as evidence and remove "
                        + target + " to write it anew");
            }
        }
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** What somebody else removes at the same time is gone as well: Hadoop's local runner tidies up after it has called its job done. */
    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            List<String> names;
            try {
                names = list(path);
            } catch (NoSuchFileException e) {
                return;
            }
            for (String name : names) {
                delete(path.resolve(name));
            }
        }
        Files.deleteIfExists(path);
    }
}

package io.wetoken.settlement.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Directories that exist whole or not at all: written beside their place under a temporary name and renamed when complete. */
public final class OutputDirectory {
    private static final String TEMPORARY = ".tmp-";

    /** Fills an empty directory. */
    public interface Content {
        void writeTo(Path directory) throws IOException;
    }

    private OutputDirectory() {}

    /**
     * Writes {@code target}. What a killed process left under the temporary name is cleared first; one process at a time writes a target.
     *
     * <p>When {@code target} has other files already, these stay, and the new ones replace their namesakes one by one.
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException(target + " cannot be written: it has no parent directory");
        }
        Files.createDirectories(parent);
        Path temporary = parent.resolve(TEMPORARY + absolute.getFileName());
        delete(temporary);
        Files.createDirectory(temporary);
        try {
            content.writeTo(temporary);
            if (Files.exists(absolute) && !list(absolute).isEmpty()) {
                for (Path file : list(temporary)) {
                    move(file, absolute.resolve(file.getFileName()));
                }
            } else {
                move(temporary, absolute);
            }
        } finally {
            delete(temporary);
        }
    }

    /** Replaces one file at once. */
    public static void writeFile(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path temporary = absolute.resolveSibling(TEMPORARY + absolute.getFileName());
        Files.deleteIfExists(temporary);
        content.writeTo(temporary);
        move(temporary, absolute);
    }

    /** Deletes a directory with all in it, or a file, or nothing. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().collect(Collectors.toList());
        }
    }
}

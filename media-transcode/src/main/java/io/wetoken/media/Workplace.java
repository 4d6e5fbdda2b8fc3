package io.wetoken.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The directory in which a result grows: beside its target, with a name that begins with a dot, so that one rename publishes it whole. Closing it removes
 * what was not published; so does the end of the process, and after SIGKILL the next command or attempt at the same target.
 */
final class Workplace implements AutoCloseable {
    private static final String END = ".partial";
    private static final String COMMAND = "command-";
    private static final int MOST_ROUNDS = 100;

    private final Path target;
    private final Path directory;
    private final Thread atExit = new Thread(this::removeQuietly, "remove-partial");

    private Workplace(Path target, Path directory) {
        this.target = target;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Makes one.
     *
     * @param owner part of its name, for {@link #clear}
     * @throws FileAlreadyExistsException where the target is there already, and not an empty directory
     */
    static Workplace beside(Path target, String owner) throws IOException {
        Path wanted = target.toAbsolutePath().normalize();
        if (wanted.getFileName() == null || isTaken(wanted)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.createDirectories(wanted.getParent());
        Path made = Files.createTempDirectory(wanted.getParent(), prefix(wanted, owner));
        Path directory = Files.move(made, made.resolveSibling(made.getFileName() + END));
        // The temporary one is for us alone; what comes of it is for whoever serves it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Workplace(wanted, directory);
    }

    /** Removes what a killed process left of an owner's earlier tries. Only for whoever knows that the owner has no other. */
    static void clear(Path parent, String owner) throws IOException {
        try (Stream<Path> beside = Files.list(parent)) {
            for (Path left : beside.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.startsWith(".") && name.contains("~" + owner + "~");
                    })
                    .toList()) {
                remove(left);
            }
        }
    }

    /** Whose work a command is. */
    static String command(long pid) {
        return COMMAND + pid;
    }

    /** Removes what commands that were killed left beside this target; those that still work on it keep theirs. */
    static void clearAbandoned(Path target) throws IOException {
        Path wanted = target.toAbsolutePath().normalize();
        String prefix = prefix(wanted, COMMAND).replaceFirst("~$", "");
        if (wanted.getFileName() == null || !Files.isDirectory(wanted.getParent())) {
            return;
        }
        try (Stream<Path> beside = Files.list(wanted.getParent())) {
            for (Path left : beside.toList()) {
                String name = left.getFileName().toString();
                if (name.startsWith(prefix) && !isAlive(name.substring(prefix.length()))) {
                    remove(left);
                }
            }
        }
    }

    /** @param rest begins with the process and ~ */
    private static boolean isAlive(String rest) {
        String pid = rest.replaceFirst("~.*", "");
        return !pid.matches("[0-9]{1,18}")
                || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static String prefix(Path target, String owner) {
        return "." + target.getFileName() + "~" + owner + "~";
    }

    Path directory() {
        return directory;
    }

    /** @return bytes of all files so far */
    long size() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(Path::toFile)
                    .filter(java.io.File::isFile)
                    .mapToLong(java.io.File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // A temporary file was renamed meanwhile; the next look counts it.
            return 0;
        }
    }

    void publish() throws IOException {
        try {
            Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException e) {
            throw taken(e);
        } catch (IOException e) {
            throw isTaken(target) ? taken(e) : e;
        }
    }

    private FileAlreadyExistsException taken(IOException cause) {
        FileAlreadyExistsException taken = new FileAlreadyExistsException(target.toString());
        taken.initCause(cause);
        return taken;
    }

    private static boolean isTaken(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isPresent();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook does it.
        }
        remove(directory);
    }

    private void removeQuietly() {
        try {
            remove(directory);
        } catch (IOException e) {
            System.err.println("Cannot remove " + directory + ": " + e.getMessage());
        }
    }

    /** A child that is still being ended may put one more file where all were just removed; without its directory it cannot. */
    private static void remove(Path path) throws IOException {
        for (int round = 1; Files.exists(path, LinkOption.NOFOLLOW_LINKS); round++) {
            if (round > MOST_ROUNDS) {
                throw new IOException("Cannot remove " + path + ": something still writes into it");
            }
            Files.walkFileTree(path, new Remover());
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // It was renamed or removed meanwhile.
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
            try {
                Files.deleteIfExists(visited);
            } catch (DirectoryNotEmptyException stillWritten) {
                return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}

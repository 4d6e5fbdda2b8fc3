package io.wetoken.stack.launcher.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory in which a stack keeps everything: data, secrets, settings and logs. */
public record Home(Path dir) {
    public Home {
        dir = dir.toAbsolutePath().normalize();
    }

    /** The settings that every process reads; written at each start. */
    public Path settings() {
        return dir.resolve("we.properties");
    }

    /** What a person changed; read at each start, never written. */
    public Path overrides() {
        return dir.resolve("we.local.properties");
    }

    public Path logs() {
        return dir.resolve("log");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Who runs: the supervisor's lock and state, and a file for each process. */
    public Path run() {
        return dir.resolve("run");
    }

    public Path data(String process) {
        return dir.resolve(process);
    }

    public Path secrets() {
        return dir.resolve("secrets");
    }

    /** For the temporary files of one process: what it leaves when it is stopped is cleared at its next start, and never fills another disk. */
    public Path temporary(String process) {
        return dir.resolve("tmp").resolve(process);
    }

    /** Makes the directory of temporary files, or clears what is in it. */
    public void clearTemporary(String process) throws StackException {
        Path temporary = temporary(process);
        try {
            if (Files.exists(temporary)) {
                delete(temporary);
            }
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw StackException.failed("Cannot clear " + temporary, e);
        }
    }

    /** The home of the demo, which is emptied whenever a demo starts. */
    public Home demo() {
        return new Home(dir.resolve("demo"));
    }

    /** The home of benchmarks, which is emptied whenever one starts. */
    public Home bench() {
        return new Home(dir.resolve("bench"));
    }

    /** @throws StackException when the directory cannot be made or written */
    public void create() throws StackException {
        if (dir.toString().contains(" ")) {
            throw StackException.wrongInput(
                    "The settings cannot hold paths with blanks; set WE_HOME to one without: " + dir);
        }
        try {
            Files.createDirectories(logs());
            Files.createDirectories(run());
            if (!Files.isDirectory(secrets())) {
                Files.createDirectory(
                        secrets(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw StackException.failed(
                    "Cannot write in " + dir + "; set WE_HOME to a directory that can be written", e);
        }
    }

    /** Deletes everything in it but who runs. */
    public void empty() throws StackException {
        try (Stream<Path> entries = Files.list(dir)) {
            for (Path entry : entries.filter(path -> !path.equals(run())).toList()) {
                delete(entry);
            }
        } catch (IOException e) {
            throw StackException.failed("Cannot empty " + dir, e);
        }
        create();
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

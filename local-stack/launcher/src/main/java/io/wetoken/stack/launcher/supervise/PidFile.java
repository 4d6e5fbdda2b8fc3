package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A file that says which process was started, so that it is found when the one who started it was killed. It holds the process id and the moment of
 * its start, for ids are used again.
 */
public record PidFile(Path file) {
    private static final String SUFFIX = ".pid";
    /** The system reports the start of a process in hundredths of a second, counted from a boot time that it rounds. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    public static PidFile of(Path dir, String name) {
        return new PidFile(dir.resolve(name + SUFFIX));
    }

    static List<PidFile> all(Path dir) throws StackException {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw StackException.failed("Cannot list " + dir, e);
        }
    }

    String name() {
        String text = file.getFileName().toString();
        return text.substring(0, text.length() - SUFFIX.length());
    }

    public void write(ProcessHandle process) throws StackException {
        long started = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        try {
            Files.writeString(file, process.pid() + " " + started + "\n");
        } catch (IOException e) {
            throw StackException.failed("Cannot write " + file, e);
        }
    }

    public void delete() throws StackException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StackException.failed("Cannot delete " + file, e);
        }
    }

    /** The process that the file was written for, if it still runs. */
    Optional<ProcessHandle> process() throws StackException {
        String text;
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + file, e);
        }
        if (!text.matches("[0-9]{1,18} [0-9]{1,18}")) {
            // Cut off by a kill while it was written: the process was not told of, so nobody can name it.
            return Optional.empty();
        }
        int blank = text.indexOf(' ');
        Instant started = Instant.ofEpochMilli(Long.parseLong(text.substring(blank + 1)));
        return ProcessHandle.of(Long.parseLong(text.substring(0, blank)))
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(start, started).abs().compareTo(START_TOLERANCE) <= 0)
                        .orElse(false));
    }

    /** SIGTERM, and SIGKILL after the limit; also to everything that the process started. Returns when it is gone. */
    static void stop(ProcessHandle process, Duration limit) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        if (!ends(process, limit)) {
            process.destroyForcibly();
            ends(process, limit);
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
        }
    }
}

package io.wetoken.tracker;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waits, on disk: a line of JSON for an event that came, {@code -ID} for one that went. Written as it happens, so that it outlives the process; the last moments
 * before a machine loses its power may be missing. What has gone is swept out from time to time. For one thread at a time.
 */
final class Journal implements AutoCloseable {
    private static final String GONE = "-";
    private static final String FILE = "waiting.jsonl";
    /** Below it sweeping is not worth its while. */
    private static final long SMALL = 1 << 20;

    private final Path directory;
    private final FileChannel lock;
    private FileChannel file;
    private long bytes;
    private int broken;

    private Journal(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IOException when the directory cannot be written, or another tracker has it */
    static Journal open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new IOException(
                    "Another tracker keeps what waits in " + directory + "; each needs its own directory");
        }
        return new Journal(directory, lock);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What an earlier process left, in its order. A line that was cut off, or is damaged, is left out, and counted by {@link #broken}. */
    List<Event> read() throws IOException {
        Path path = directory.resolve(FILE);
        Map<UUID, Event> waiting = new LinkedHashMap<>();
        if (Files.exists(path)) {
            // Not newBufferedReader: that would refuse the whole file for a damaged character.
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
                for (String line; (line = lines.readLine()) != null; ) {
                    apply(line, waiting);
                }
            }
        }
        List<Event> left = List.copyOf(waiting.values());
        sweep(left);
        return left;
    }

    private void apply(String line, Map<UUID, Event> waiting) {
        try {
            if (line.startsWith(GONE)) {
                waiting.remove(UUID.fromString(line.substring(GONE.length())));
            } else {
                Event event = EventJson.read(line.getBytes(StandardCharsets.UTF_8));
                waiting.putIfAbsent(event.id(), event);
            }
        } catch (IOException | IllegalArgumentException e) {
            broken++;
        }
    }

    int broken() {
        return broken;
    }

    void came(byte[] line) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n');
        append(out.flip());
    }

    void went(Collection<UUID> ids) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(38 * ids.size());
        for (UUID id : ids) {
            out.write((GONE + id + "\n").getBytes(StandardCharsets.UTF_8));
        }
        append(ByteBuffer.wrap(out.toByteArray()));
    }

    private void append(ByteBuffer out) throws IOException {
        bytes += out.remaining();
        while (out.hasRemaining()) {
            file.write(out);
        }
    }

    /**
     * Whether most of the file is about what has gone.
     *
     * @param waiting bytes of what has not
     */
    boolean isWorthSweeping(long waiting) {
        return bytes > SMALL && bytes > 4 * waiting;
    }

    /** Writes the file anew; a process that dies meanwhile leaves the old one. */
    void sweep(List<Event> waiting) throws IOException {
        Path fresh = directory.resolve(FILE + ".tmp");
        long size = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
            for (Event event : waiting) {
                byte[] line = EventJson.line(event);
                out.write(line);
                out.write('\n');
                size += line.length + 1;
            }
        }
        FileChannel opened = FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        opened.force(true);
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (file != null) {
            file.close();
        }
        file = opened;
        bytes = size;
    }

    @Override
    public void close() throws IOException {
        try {
            if (file != null) {
                file.force(true);
                file.close();
            }
        } finally {
            lock.close();
        }
    }
}

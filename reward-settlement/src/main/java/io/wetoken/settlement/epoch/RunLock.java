package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One run at a time on a host, for the settler's key has one writer. The operating system lets go of the lock when the process ends, however it ends, so
 * nothing is left to clear; hosts are kept apart by the store's compare-and-set and by what the contracts refuse to do twice.
 */
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".settlement.lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another run holds it. */
    public static Optional<RunLock> take(Path home, Epoch epoch) throws IOException {
        return take(home, FILE, epoch);
    }

    /** The same for what must be alone but need not wait for a run. */
    public static Optional<RunLock> take(Path home, String file, Epoch epoch) throws IOException {
        Files.createDirectories(home);
        FileChannel channel = FileChannel.open(
                home.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        String holder = "process " + ProcessHandle.current().pid() + ", epoch " + epoch;
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return Optional.of(new RunLock(channel));
    }

    /** Who holds it, as far as the file tells. */
    public static String holder(Path home) throws IOException {
        return holder(home, FILE);
    }

    public static String holder(Path home, String file) throws IOException {
        return Files.readString(home.resolve(file));
    }

    /** What is done under the lock. */
    public interface Task<T> {
        T run() throws IOException, InterruptedException;
    }

    public <T> T during(Task<T> task) throws IOException, InterruptedException {
        return task.run();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

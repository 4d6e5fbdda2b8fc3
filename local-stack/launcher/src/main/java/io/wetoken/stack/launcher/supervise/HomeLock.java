package io.wetoken.stack.launcher.supervise;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to run the stack of one home. The system takes it back when the holder dies, however it dies. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process holds it. */
    public static Optional<HomeLock> take(Home home) throws StackException {
        Path file = file(home);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw StackException.failed("Cannot lock " + file, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** True when a supervisor lives. */
    public static boolean taken(Home home) throws StackException {
        if (!Files.exists(file(home))) {
            return false;
        }
        Optional<HomeLock> lock = take(home);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    private static Path file(Home home) {
        return home.run().resolve("lock");
    }

    @Override
    public void close() throws StackException {
        try {
            channel.close();
        } catch (IOException e) {
            throw StackException.failed("Cannot release the lock of the stack", e);
        }
    }
}

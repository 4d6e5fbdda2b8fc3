package io.wetoken.stack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports outside the ephemeral range, so that no outgoing connection takes one between the choice and the use; and none that another JVM of this user was
 * given by this class, for modules are tested at the same time. A port is this JVM's until it ends.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> SEEN = ConcurrentHashMap.newKeySet();
    /** The byte at a port's number is locked by whom it was given to. Closing this would unlock all. */
    private static final FileChannel LOCKS = open();

    private Ports() {}

    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (SEEN.add(port) && isLocked(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found from " + FIRST + " to " + END + " in " + TRIES + " tries");
    }

    private static FileChannel open() {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"), "wetoken-ports-" + System.getProperty("user.name") + ".lock");
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + file, e);
        }
    }

    private static boolean isLocked(int port) {
        try {
            return LOCKS.tryLock(port, 1, false) != null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock port " + port, e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket loopback = new ServerSocket()) {
            loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}

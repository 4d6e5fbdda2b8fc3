package io.wetoken.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a server that can be cut, in the middle of whatever is said on it, and mended. */
final class Line implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile boolean cut;
    private volatile boolean answersAreLost;

    Line(URI server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    /** The port stays ours while the line is cut, or somebody else would take it: callers are hung up on instead. */
    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The end, or the server is away: whoever calls hears nothing.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        open.add(near);
        if (cut) {
            near.close();
            return;
        }
        try {
            Socket far = new Socket(server.getHost(), server.getPort());
            open.add(far);
            threads.execute(() -> pass(near, far, false));
            threads.execute(() -> pass(far, near, true));
        } catch (IOException e) {
            near.close();
            throw e;
        }
    }

    private void pass(Socket from, Socket to, boolean isAnswer) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                if (isAnswer && answersAreLost) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // Either end is gone, and so is the other.
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** From now on what is sent arrives, and its answer does not. */
    void loseAnswers() {
        answersAreLost = true;
    }

    void cut() throws IOException {
        cut = true;
        for (Closeable socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() {
        answersAreLost = false;
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        threads.shutdownNow();
    }
}

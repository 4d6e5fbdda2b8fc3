package io.wetoken.ingest.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that costs next to nothing: who measures on the same processors as the measured must not need them. Answers must have a
 * content-length, as the collector's do. For one thread.
 */
final class Http implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private byte[] buffer = new byte[8 << 10];
    private int filled;

    Http(int port) throws IOException {
        this.port = port;
        connect();
    }

    record Reply(int status, String body) {}

    /** @param headers each with its line's end */
    static byte[] head(String path, String host, int length, String headers) {
        return ("POST " + path + " HTTP/1.1\r\nhost: " + host + "\r\n" + headers + "content-length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        in = socket.getInputStream();
        filled = 0;
    }

    void reconnect() throws IOException {
        socket.close();
        connect();
    }

    /** Sends a whole request and waits for the whole answer. */
    Reply send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int end = headEnd();
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        int length = contentLength(head);
        while (filled < end + length) {
            fill();
        }
        String body = new String(buffer, end, length, StandardCharsets.UTF_8);
        filled -= end + length;
        System.arraycopy(buffer, end + length, buffer, 0, filled);
        return new Reply(Integer.parseInt(head.substring(9, 12)), body);
    }

    private int headEnd() throws IOException {
        int seen = 0;
        while (true) {
            for (int i = Math.max(0, seen - 3); i + 3 < filled; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    return i + 4;
                }
            }
            seen = filled;
            fill();
        }
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("The connection was closed within an answer");
        }
        filled += read;
    }

    private static int contentLength(String head) throws IOException {
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) {
            throw new IOException("An answer has no content-length: " + head);
        }
        int from = at + name.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.wetoken.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A collector that answers as it is told, on a real port. */
final class Collecting implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param retryAfter empty for none */
    record Reply(int status, String retryAfter, String body) {
        static Reply of(int status) {
            return new Reply(status, "", "{\"accepted\":0,\"rejected\":[]}");
        }
    }

    /** @param token as it stood in the header; null without one */
    record Asked(List<JsonNode> events, String token, boolean packed, int bytes, long at) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Reply> replies = any -> Reply.of(202);

    Collecting() throws IOException {
        this(0);
    }

    Collecting(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/v1/events", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (exchange;
                InputStream raw = exchange.getRequestBody();
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readAllBytes();
            List<JsonNode> events = new ArrayList<>();
            JSON.readTree(body).forEach(events::add);
            Asked one = new Asked(
                    events,
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    packed,
                    body.length,
                    System.nanoTime());
            Reply reply = replies.apply(one);
            asked.add(one);
            if (!reply.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
            }
            byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    void answers(Function<Asked, Reply> how) {
        replies = how;
    }

    List<Asked> asked() {
        return asked;
    }

    /** Of all bodies, in the order of their coming. */
    List<String> ids() {
        return asked.stream()
                .flatMap(one -> one.events().stream())
                .map(event -> event.path("id").asText())
                .toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

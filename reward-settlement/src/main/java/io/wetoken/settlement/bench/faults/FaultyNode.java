package io.wetoken.settlement.bench.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between an operator and the node, and does to what passes what networks do. A connection is cut by closing it without an answer. */
public final class FaultyNode implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LATE_MILLIS = 700;

    private final URI node;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private Optional<Fault.Kind> ails = Optional.empty();
    private int requests;
    private long until;
    private long delayMillis;

    /** @param node the node's own address */
    public FaultyNode(String node) throws IOException {
        this.node = URI.create(node);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Lets a fault befall the next requests, or transactions.
     *
     * @param count how many of them
     * @param millis how long it is cut, or each is delayed
     */
    public synchronized void ail(Fault.Kind kind, int count, long millis) {
        ails = Optional.of(kind);
        requests = count;
        delayMillis = millis;
        until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** From now on all passes as it should. */
    public synchronized void heal() {
        ails = Optional.empty();
    }

    private synchronized Optional<Fault.Kind> befalls(boolean transaction) {
        if (ails.isEmpty() || ails.get() == Fault.Kind.CUT) {
            return ails.filter(cut -> System.nanoTime() < until);
        }
        if (requests == 0 || (!transaction && ails.get() != Fault.Kind.DELAY)) {
            return Optional.empty();
        }
        requests--;
        return ails;
    }

    /** Whether the answer may go back. */
    private boolean passes(Fault.Kind kind, String body) throws IOException, InterruptedException {
        switch (kind) {
            case CUT, LOSE_TRANSACTION -> {
                return false;
            }
            case LOSE_ANSWER -> {
                forward(body);
                return false;
            }
            case REORDER -> {
                threads.execute(() -> late(body));
                return false;
            }
            case DUPLICATE -> forward(body);
            case DELAY -> TimeUnit.MILLISECONDS.sleep(delayMillis);
            default -> throw new IllegalArgumentException(kind + " does not befall requests");
        }
        return true;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<Fault.Kind> fault = befalls(body.contains("eth_sendRawTransaction"));
            if (fault.isPresent() && !passes(fault.get(), body)) {
                return;
            }
            byte[] answer = forward(body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void late(String body) {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
            forward(body);
        } catch (IOException e) {
            // The node is being started again: what arrives late now never arrives.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the node itself, past everything that ails the way. */
    public String rpc(String method, String params) throws IOException, InterruptedException {
        String answer =
                forward("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}");
        if (answer.contains("\"error\"")) {
            throw new IOException(method + ": " + answer);
        }
        return answer;
    }

    private String forward(String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(node)
                                .timeout(PATIENCE)
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.wetoken.settlement.chain;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A door to a node on which transactions, or the answers to them, can be lost. */
final class LossyNode implements AutoCloseable {
    /** What is lost of what is sent. */
    enum Loses {
        NOTHING,
        TRANSACTIONS,
        ANSWERS
    }

    private final URI node;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Loses loses = Loses.NOTHING;

    LossyNode(String node) throws IOException {
        this.node = URI.create(node);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    void loses(Loses what) {
        loses = what;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String rpc(String method, String params) throws IOException, InterruptedException {
        String answer =
                forward("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}");
        if (answer.contains("\"error\"")) {
            throw new IOException(method + ": " + answer);
        }
        return answer;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean sends = body.contains("eth_sendRawTransaction");
            if (sends && loses == Loses.TRANSACTIONS) {
                return;
            }
            byte[] answer = forward(body).getBytes(StandardCharsets.UTF_8);
            if (sends && loses == Loses.ANSWERS) {
                return;
            }
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            throw new IOException("Interrupted", e);
        }
    }

    private String forward(String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(node)
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

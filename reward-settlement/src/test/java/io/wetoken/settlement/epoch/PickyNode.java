package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A door to a node that, as public ones do, gives logs of so many blocks at once and no more. */
final class PickyNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final AtomicInteger asked = new AtomicInteger();
    private final URI node;
    private final long limit;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient http = HttpClient.newHttpClient();

    PickyNode(String node, long limit) throws IOException {
        this.node = URI.create(node);
        this.limit = limit;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = answer(body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            throw new IOException("Interrupted", e);
        }
    }

    private String answer(String body) throws IOException, InterruptedException {
        JsonNode request = JSON.readTree(body);
        if (request.path("method").asText().equals("eth_getLogs")) {
            asked.incrementAndGet();
            JsonNode filter = request.path("params").path(0);
            long blocks = number(filter.path("toBlock").asText())
                    - number(filter.path("fromBlock").asText())
                    + 1;
            if (blocks > limit) {
                return "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"error\":{\"code\":-32005,\"message\":"
                        + "\"query returned more than " + limit + " blocks: " + blocks + "\"}}";
            }
        }
        return forward(body);
    }

    private long number(String block) throws IOException, InterruptedException {
        return block.equals("latest")
                ? number(JSON.readTree(
                                forward("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}"))
                        .path("result")
                        .asText())
                : Long.decode(block);
    }

    private String forward(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

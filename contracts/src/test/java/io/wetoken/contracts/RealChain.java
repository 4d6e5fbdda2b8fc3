package io.wetoken.contracts;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node that does not say it is anvil, and asks no favours of it: what is sent to it goes to a development chain, but for the client's name. */
final class RealChain implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    private final HttpServer server;
    private final URI node;
    private final HttpClient http = HttpClient.newHttpClient();

    private RealChain(HttpServer server, URI node) {
        this.server = server;
        this.node = node;
    }

    static RealChain over(String url) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RealChain chain = new RealChain(server, URI.create(url));
        server.createContext("/", chain::answer);
        server.start();
        return chain;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] answer;
        if (asked.contains("web3_clientVersion")) {
            Matcher id = ID.matcher(asked);
            if (!id.find()) {
                throw new IOException("no id in " + asked);
            }
            answer = "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":\"Geth/v1\"}"
                    .formatted(id.group(1))
                    .getBytes(StandardCharsets.UTF_8);
        } else if (asked.contains("anvil_")) {
            answer = new byte[0];
        } else {
            answer = forwarded(asked);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private byte[] forwarded(String asked) throws IOException {
        try {
            return http.send(
                            HttpRequest.newBuilder(node)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(asked))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

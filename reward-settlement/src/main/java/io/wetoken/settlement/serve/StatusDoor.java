package io.wetoken.settlement.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code GET /health}: the process lives; {@code /ready}: it serves, and nothing failed; {@code /metrics}: for Prometheus. */
final class StatusDoor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;

    private StatusDoor(HttpServer server) {
        this.server = server;
    }

    /** @param lives whether the threads that look are there */
    static StatusDoor open(ServeConfig config, Figures figures, BooleanSupplier lives) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(config.bind(), config.port()), 0);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot listen on " + config.bind() + ":" + config.port() + " (settlement.bind, settlement.port): "
                            + e.getMessage(),
                    e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, figures, lives);
            }
        });
        server.start();
        return new StatusDoor(server);
    }

    private static void answer(HttpExchange exchange, Figures figures, BooleanSupplier lives) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, NOT_ALLOWED, "application/json", state("only GET", ""));
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/health" -> {
                boolean well = lives.getAsBoolean();
                send(exchange, well ? OK : UNAVAILABLE, "application/json", state(well ? "alive" : "dead", ""));
            }
            case "/ready" -> ready(exchange, figures);
            case "/metrics" -> send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", figures.scrape());
            default -> send(exchange, NOT_FOUND, "application/json", state("unknown", ""));
        }
    }

    private static void ready(HttpExchange exchange, Figures figures) throws IOException {
        Outcome last = figures.outcome();
        String text;
        if (last instanceof Outcome.Waits waits) {
            text = state("waits", waits.epoch() + ": " + waits.forWhat());
        } else if (last instanceof Outcome.Failed failed) {
            text = state("failed", failed.why());
        } else if (last instanceof Outcome.Stopped stopped) {
            text = state("stopped", stopped.why());
        } else if (last instanceof Outcome.Standby standby) {
            text = state("standby", standby.holder());
        } else {
            text = state("done", "");
        }
        send(exchange, figures.isReady() ? OK : UNAVAILABLE, "application/json", text);
    }

    private static String state(String state, String why) {
        return JSON.createObjectNode().put("state", state).put("why", why).toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

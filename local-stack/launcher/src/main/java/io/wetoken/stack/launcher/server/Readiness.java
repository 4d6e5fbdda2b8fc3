package io.wetoken.stack.launcher.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The question whether a process serves; asked again and again until it does. */
@FunctionalInterface
public interface Readiness {
    HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param output what the process has printed since it was started */
    boolean ready(List<String> output) throws InterruptedException;

    /** It prints a line that begins with {@code READY}. */
    static Readiness saysReady() {
        return output -> output.stream().anyMatch(line -> line.startsWith("READY"));
    }

    /** {@code GET} answers 200. */
    static Readiness ok(String url) {
        return answers(HttpRequest.newBuilder(URI.create(url)), body -> true);
    }

    /** {@code GET} answers 200 with a body that fits. */
    static Readiness ok(String url, Predicate<String> body) {
        return answers(HttpRequest.newBuilder(URI.create(url)), body);
    }

    /** A JSON-RPC call has a result. */
    static Readiness rpc(String url, String method) {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[]}";
        return answers(
                HttpRequest.newBuilder(URI.create(url))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(call)),
                body -> body.contains("\"result\""));
    }

    private static Readiness answers(HttpRequest.Builder request, Predicate<String> body) {
        HttpRequest built = request.timeout(Duration.ofSeconds(2)).build();
        return output -> {
            try {
                HttpResponse<String> response = HTTP.send(built, HttpResponse.BodyHandlers.ofString());
                return response.statusCode() == 200 && body.test(response.body());
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}

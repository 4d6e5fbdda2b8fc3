package io.wetoken.contracts.devchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few questions that are put to anvil. */
final class Rpc {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    Rpc(int port) {
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    URI url() {
        return url;
    }

    /** The result as text; a method that takes no arguments. */
    String call(String method) throws IOException, InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[]}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("result").isTextual()) {
            throw new IOException(
                    method + " was answered with status " + response.statusCode() + ": " + answer.path("error"));
        }
        return answer.get("result").asText();
    }

    boolean answers() throws InterruptedException {
        try {
            call("eth_chainId");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

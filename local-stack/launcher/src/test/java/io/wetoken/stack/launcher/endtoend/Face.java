package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** One person's app: signs in, asks for a feed, sends behaviour, uploads. */
final class Face {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TUS = "1.0.0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;
    private final String collector;
    private final String account;
    private final String token;

    /** Signs in as an account of one's choice, as the site's own machine may. */
    Face(String site, String collector, String account) throws IOException, InterruptedException {
        this.site = site;
        this.collector = collector;
        this.account = account;
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(site + "/v1/accounts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                        .put("account", account)
                        .put("device", device())
                        .toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        this.token = JSON.readTree(answer.body()).get("token").asText();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(mine(path));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Contents of a first page, in its order. */
    List<String> page(int limit) throws IOException, InterruptedException {
        List<String> contents = new ArrayList<>();
        get("/v1/feed?limit=" + limit)
                .get("items")
                .forEach(item -> contents.add(item.get("content").asText()));
        return contents;
    }

    /** The bytes behind a path of the site. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(site + path)).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    void sends(String kind, String content) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        String event = JSON.createArrayNode()
                .add(JSON.createObjectNode()
                        .put("id", UUID.randomUUID().toString())
                        .put("kind", kind)
                        .put("actor", account)
                        .put("device", device())
                        .put("session", "face")
                        .put("at", now)
                        .put("sent", now)
                        .put("content", content))
                .toString();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(collector + "/v1/events"))
                .POST(HttpRequest.BodyPublishers.ofString(event)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(JSON.readTree(answer.body()).get("accepted").asInt())
                .as(answer.body())
                .isEqualTo(1);
    }

    /** By tus, in two pieces, the second of which begins where the server says. @return the content's id */
    String uploads(byte[] file, String title) throws IOException, InterruptedException {
        HttpResponse<String> created = send(tus("/v1/contents")
                .header("Upload-Length", Integer.toString(file.length))
                .header("Upload-Metadata", "title " + base64(title) + ",filename " + base64("clip.mp4"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String location = URI.create(created.headers().firstValue("location").orElseThrow())
                .getPath();
        int half = file.length / 2;
        assertThat(patch(location, file, 0, half)).isEqualTo(half);
        HttpResponse<String> head = send(tus(location).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        int there = Integer.parseInt(head.headers().firstValue("upload-offset").orElseThrow());
        assertThat(patch(location, file, there, file.length)).isEqualTo(file.length);
        return location.substring(location.lastIndexOf('/') + 1);
    }

    void publishes(String content) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(mine("/v1/contents/" + content + "/publish").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private int patch(String location, byte[] file, int from, int to) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(tus(location)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Integer.toString(from))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(file, from, to - from)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        return Integer.parseInt(answer.headers().firstValue("upload-offset").orElseThrow());
    }

    private HttpRequest.Builder mine(String path) {
        return HttpRequest.newBuilder(URI.create(site + path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder tus(String path) {
        return mine(path).header("Tus-Resumable", TUS);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String device() {
        return "phone-of-" + account;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

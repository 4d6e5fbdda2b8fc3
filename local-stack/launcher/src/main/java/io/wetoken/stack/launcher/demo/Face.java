package io.wetoken.stack.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks the site for people's feeds, as their apps would: signed in, one after the other. */
final class Face {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;

    Face(String site) {
        this.site = site;
    }

    /** How many of these accounts are shown something. */
    int feeds(List<String> accounts) throws StackException, InterruptedException {
        int shown = 0;
        for (String account : accounts) {
            shown += feed(account).path("items").isEmpty() ? 0 : 1;
        }
        return shown;
    }

    private JsonNode feed(String account) throws StackException, InterruptedException {
        String who = JSON.createObjectNode()
                .put("account", account)
                .put("device", "demo")
                .toString();
        JsonNode signedIn = answer(
                HttpRequest.newBuilder(URI.create(site + "/v1/accounts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(who)),
                CREATED);
        return answer(
                HttpRequest.newBuilder(URI.create(site + "/v1/feed?limit=10"))
                        .header(
                                "Authorization",
                                "Bearer " + signedIn.path("token").asText()),
                OK);
    }

    private JsonNode answer(HttpRequest.Builder request, int expected) throws StackException, InterruptedException {
        HttpRequest built = request.timeout(LIMIT).build();
        try {
            HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw StackException.failed(
                        "The site answers " + response.statusCode() + " to " + built.uri() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw StackException.failed("The site does not answer " + built.uri(), e);
        }
    }
}

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
import java.util.function.Consumer;

/** Tells the site's live figures every second while they change, as a person would see them on the page. */
final class LiveTicker {
    private static final long EVERY_MILLIS = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;
    private final Consumer<String> tell;
    private final Thread thread = new Thread(this::run, "live-figures");
    private String last = "";

    private LiveTicker(String site, Consumer<String> tell) {
        this.request = request(site);
        this.tell = tell;
    }

    private static HttpRequest request(String site) {
        return HttpRequest.newBuilder(URI.create(site + "/v1/live"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    /** What the site shows of the newest day. */
    static JsonNode figures(String site) throws StackException, InterruptedException {
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request(site), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw StackException.failed("The site answers " + response.statusCode() + " to "
                        + request(site).uri());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw StackException.failed("The site's live figures cannot be read", e);
        }
    }

    static LiveTicker start(String site, Consumer<String> tell) {
        LiveTicker ticker = new LiveTicker(site, tell);
        ticker.thread.setDaemon(true);
        ticker.thread.start();
        return ticker;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        String now;
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode view = JSON.readTree(response.body());
            JsonNode figures = view.path("figures");
            if (response.statusCode() != 200 || figures.isEmpty()) {
                return;
            }
            now = "    live " + view.path("date").asText() + ": "
                    + figures.path("eventsValid").asLong() + " valid, "
                    + figures.path("eventsSuspect").asLong() + " suspect, "
                    + figures.path("validDailyActiveUsers").asLong() + " active users, "
                    + figures.path("effectivePlays").asLong() + " effective plays";
        } catch (IOException e) {
            now = "    live figures cannot be read just now: " + e;
        }
        if (!now.equals(last)) {
            last = now;
            tell.accept(now);
        }
    }

    void close() {
        thread.interrupt();
    }
}

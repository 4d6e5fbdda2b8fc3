package io.wetoken.stack.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.server.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the JobManager says of its only job. */
final class JobStatus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;

    JobStatus(String url) {
        this.url = url;
    }

    /** Whether a checkpoint that was triggered after that moment, in ms since 1970, is complete. */
    boolean completedOneBegunAfter(long moment) {
        for (JsonNode job : get("/jobs").path("jobs")) {
            JsonNode newest = get("/jobs/" + job.path("id").asText() + "/checkpoints")
                    .path("latest")
                    .path("completed");
            if (newest.path("trigger_timestamp").asLong() > moment) {
                return true;
            }
        }
        return false;
    }

    /** Empty while it does not answer. */
    private JsonNode get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            HttpResponse<String> response = Readiness.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : JSON.createObjectNode();
        } catch (IOException notNow) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JSON.createObjectNode();
        }
    }
}

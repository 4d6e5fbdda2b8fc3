package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Seals a day on every collector. */
final class Collectors {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A collector answers when what is in flight is acknowledged. */
    private static final Duration DRAINED = Duration.ofSeconds(90);

    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> collectors;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    Collectors(List<URI> collectors) {
        this.collectors = collectors;
    }

    /**
     * Returns when each has refused the day and drained.
     *
     * @return what must be waited for, if a collector says that the day cannot be sealed yet
     */
    Optional<String> seal(Epoch epoch) throws IOException, InterruptedException {
        for (URI collector : collectors) {
            HttpResponse<String> answer = post(collector, "admin/v1/epochs/" + epoch + "/seal");
            if (answer.statusCode() == CONFLICT) {
                return Optional.of("collector " + collector + ": " + why(answer.body()));
            }
            if (answer.statusCode() != OK) {
                throw new SettlementException("Collector " + collector + " cannot seal " + epoch + ": status "
                        + answer.statusCode() + ", " + why(answer.body()) + "; run again when it is well");
            }
        }
        return Optional.empty();
    }

    private HttpResponse<String> post(URI collector, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(collector.resolve(path))
                .timeout(DRAINED)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SettlementException(
                    "Collector " + collector + " does not answer (" + e + "); start it or correct 'collectors'", e);
        }
    }

    /** The code and the detail of a problem, or the beginning of whatever was said. */
    private static String why(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String detail = problem.path("detail").asText(problem.path("title").asText(""));
            if (!detail.isEmpty()) {
                return problem.path("code").asText("") + ": " + detail;
            }
        } catch (JsonProcessingException e) {
            // Not a problem object: the text itself is shown.
        }
        return body.length() <= 200 ? body : body.substring(0, 200) + "…";
    }
}

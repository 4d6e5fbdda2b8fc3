package io.wetoken.flink.bench;

import io.wetoken.behaviour.avro.BehaviourEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** A collector's public door, as clients use it: a JSON array a batch, answered when it is durable. */
final class CollectorDoor implements Door {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_WAITING = 64;

    private final URI uri;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Queue<Long> answers = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> failure = new AtomicReference<>();

    CollectorDoor(String collector) {
        this.uri = URI.create(collector + "/v1/events");
    }

    @Override
    public void send(List<BehaviourEvent> batch) throws IOException {
        check();
        ArrayNode body = JSON.createArrayNode();
        batch.forEach(event -> write(event, body.addObject()));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        waiting.acquireUninterruptibly();
        long sent = System.nanoTime();
        CompletableFuture<?> unused = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, problem) -> {
                    answers.add((System.nanoTime() - sent) / 1_000_000);
                    waiting.release();
                    if (problem != null) {
                        failure.compareAndSet(null, problem.toString());
                    } else if (!takenWhole(answer, batch.size())) {
                        failure.compareAndSet(null, answer.statusCode() + " " + answer.body());
                    }
                });
    }

    private static boolean takenWhole(HttpResponse<String> answer, int events) {
        try {
            JsonNode said = JSON.readTree(answer.body());
            return answer.statusCode() == 202 && said.path("accepted").asInt() == events;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static void write(BehaviourEvent event, ObjectNode to) {
        to.put("id", event.getId())
                .put("kind", event.getKind().name())
                .put("actor", event.getActor())
                .put("device", event.getDevice())
                .put("session", event.getSession())
                .put("at", event.getAt())
                .put("sent", event.getSent());
        text(to, "content", event.getContent());
        text(to, "owner", event.getOwner());
        text(to, "app", event.getApp());
        text(to, "request", event.getRequest());
        text(to, "text", event.getText());
        number(to, "watchMs", event.getWatchMs());
        number(to, "lengthMs", event.getLengthMs());
        number(to, "position", event.getPosition());
    }

    private static void text(ObjectNode to, String field, String value) {
        if (value != null) {
            to.put(field, value);
        }
    }

    private static void number(ObjectNode to, String field, Number value) {
        if (value != null) {
            to.put(field, value.longValue());
        }
    }

    private void check() throws IOException {
        if (failure.get() != null) {
            throw new IOException("The collector at " + uri + " did not take a whole batch: " + failure.get());
        }
    }

    @Override
    public void finish() throws IOException {
        waiting.acquireUninterruptibly(MAX_WAITING);
        waiting.release(MAX_WAITING);
        check();
    }

    @Override
    public long[] answers() {
        return answers.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        // The client has no connection that outlives the process.
    }
}

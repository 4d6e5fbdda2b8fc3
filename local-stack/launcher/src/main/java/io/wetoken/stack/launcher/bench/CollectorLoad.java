package io.wetoken.stack.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends batches at a fixed rate, as trackers do: a batch that was not answered with 202 is sent again, with the same ids, until it is. So everything that
 * was ever sent is accepted in the end, and what was sent twice has arrived once or twice. One batch in twenty is sent once more although it was accepted, as
 * by a tracker that lost the answer.
 */
final class CollectorLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 50;
    private static final int SENDERS = 2;
    private static final int PEOPLE = 2_000;
    private static final int CONTENTS = 40;
    private static final int ONE_IN_IS_SENT_TWICE = 20;
    private static final int AGAIN_MILLIS = 200;
    private static final int ACCEPTED = 202;
    private static final List<String> KINDS =
            List.of("PLAY", "PLAY", "PLAY", "LIKE", "COMMENT", "SKIP", "OPEN", "SHARE");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI door;
    private final long everyNanos;
    private final List<Sender> senders = new ArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicLong newestAccepted = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean ending;
    private volatile boolean closed;
    private volatile String broken;

    CollectorLoad(String collector, int eventsASecond, long seed) {
        this.door = URI.create(collector + "/v1/events");
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) * BATCH * SENDERS / eventsASecond;
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new Sender(i, new Random(seed + i)));
        }
    }

    void start() {
        senders.forEach(Thread::start);
    }

    /** Events. */
    long accepted() {
        return accepted.get();
    }

    /** Batches that were sent once more. */
    long resent() {
        return resent.get();
    }

    /** Whether a batch whose request began after that moment, by {@link System#nanoTime}, is accepted. */
    boolean acceptedOneSentAfter(long moment) {
        return newestAccepted.get() - moment > 0;
    }

    void mustSend() throws StackException {
        if (broken != null) {
            throw StackException.failed(broken);
        }
    }

    /** Begins no more batches and waits until all that were begun are accepted. @return the ids of all events */
    List<String> end(long limitNanos) throws StackException, InterruptedException {
        ending = true;
        long deadline = System.nanoTime() + limitNanos;
        List<String> ids = new ArrayList<>();
        for (Sender sender : senders) {
            sender.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            mustSend();
            if (sender.isAlive()) {
                throw StackException.failed("The collector did not accept the last batches within "
                        + TimeUnit.NANOSECONDS.toSeconds(limitNanos) + " s");
            }
            ids.addAll(sender.ids);
        }
        return ids;
    }

    @Override
    public void close() {
        ending = true;
        closed = true;
    }

    private final class Sender extends Thread {
        private final int number;
        private final Random random;
        private final List<String> ids = new ArrayList<>();

        Sender(int number, Random random) {
            super("load-" + number);
            setDaemon(true);
            this.number = number;
            this.random = random;
        }

        @Override
        public void run() {
            long due = System.nanoTime();
            try {
                for (int batch = 0; !ending; batch++) {
                    send(batch == 0 ? releases() : acts());
                    due += everyNanos;
                    // After an outage, what is overdue is sent at once.
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (JsonProcessingException e) {
                broken = "Cannot write events as JSON: " + e.getMessage();
            }
        }

        private void send(ArrayNode events) throws InterruptedException, JsonProcessingException {
            HttpRequest request = HttpRequest.newBuilder(door)
                    .timeout(Duration.ofSeconds(30))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(events)))
                    .build();
            long began = System.nanoTime();
            while (!closed && !accepted(request)) {
                resent.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
                began = System.nanoTime();
            }
            long sent = began;
            newestAccepted.accumulateAndGet(
                    sent, (known, now) -> now - known > 0 || known == Long.MIN_VALUE ? now : known);
            accepted.addAndGet(events.size());
            events.forEach(event -> ids.add(event.get("id").asText()));
            if (random.nextInt(ONE_IN_IS_SENT_TWICE) == 0) {
                accepted(request);
            }
        }

        private boolean accepted(HttpRequest request) throws InterruptedException {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == ACCEPTED && !answer.body().contains("\"rejected\":[]")) {
                    broken = "The collector refuses events that are right: " + answer.body();
                }
                return answer.statusCode() == ACCEPTED;
            } catch (IOException killed) {
                return false;
            }
        }

        /** The first sender's batch says who made what. */
        private ArrayNode releases() {
            if (number > 0) {
                return acts();
            }
            ArrayNode events = JSON.createArrayNode();
            for (int content = 0; content < CONTENTS; content++) {
                event(events.addObject(), "RELEASE", "creator-" + content, content)
                        .put("lengthMs", 15_000);
            }
            return events;
        }

        private ArrayNode acts() {
            ArrayNode events = JSON.createArrayNode();
            for (int i = 0; i < BATCH; i++) {
                String kind = KINDS.get(random.nextInt(KINDS.size()));
                ObjectNode event =
                        event(events.addObject(), kind, "person-" + random.nextInt(PEOPLE), random.nextInt(CONTENTS));
                switch (kind) {
                    case "PLAY" ->
                        event.put("watchMs", 1_500 + random.nextInt(1_000)).put("lengthMs", 15_000);
                    case "COMMENT" -> event.put("text", "so true");
                    default -> {}
                }
            }
            return events;
        }

        private ObjectNode event(ObjectNode event, String kind, String actor, int content) {
            long now = System.currentTimeMillis();
            event.put("id", new UUID(random.nextLong(), random.nextLong()).toString())
                    .put("kind", kind)
                    .put("actor", actor)
                    .put("device", "phone-of-" + actor)
                    .put("session", "s")
                    .put("at", now)
                    .put("sent", now);
            return kind.equals("OPEN") ? event : event.put("content", "clip-" + content);
        }
    }
}

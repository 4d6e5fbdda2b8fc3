package io.wetoken.serving.upload;

import io.wetoken.behaviour.Topics;
import io.wetoken.store.Uploads;
import io.wetoken.store.Uploads.State;
import io.wetoken.store.Uploads.Upload;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes into the store what the media workers tell, one site process for each partition; an offset is committed when the store has it. READY and REFUSED are
 * final: what a worker that lost its lease still says is passed over.
 */
final class Following {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLEAN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Uploads uploads;
    private final Receiving receiving;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "media-status");
    private volatile boolean closed;

    Following(String bootstrap, Uploads uploads, Receiving receiving, InstantSource clock) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "site-uploads",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        100),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.uploads = uploads;
        this.receiving = receiving;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long cleaned = clock.millis();
        try (consumer) {
            consumer.subscribe(List.of(Topics.MEDIA_STATUS));
            while (!closed) {
                take();
                if (clock.millis() - cleaned > CLEAN.toMillis()) {
                    cleaned = clock.millis();
                    clean();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("No more status of uploads is followed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What cannot be stored now is asked for again: nothing was committed. */
    private void take() throws InterruptedException {
        var records = consumer.poll(LOOK);
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                apply(record);
            }
            if (!records.isEmpty()) {
                consumer.commitSync();
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.error("The status of uploads cannot be kept; trying again", e);
            records.partitions()
                    .forEach(partition -> consumer.seek(
                            partition, records.records(partition).get(0).offset()));
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) throws IOException {
        JsonNode status;
        try {
            status = JsonMapper.shared().readTree(record.value());
        } catch (JacksonException e) {
            LOG.warn("A status that is not JSON, at offset {} of {}", record.offset(), record.partition(), e);
            return;
        }
        Optional<Upload> known = uploads.find(record.key());
        while (known.isPresent()) {
            Optional<Upload> next = next(known.get(), status);
            if (next.isEmpty() || uploads.replace(known.get(), next.get())) {
                break;
            }
            known = uploads.find(record.key());
        }
        State state = known.flatMap(upload -> uploads.find(upload.id()))
                .map(Upload::state)
                .orElse(State.RECEIVING);
        if (state == State.READY || state == State.REFUSED || state == State.PUBLISHED) {
            receiving.removeSource(record.key());
        }
    }

    /** Empty when it changes nothing. */
    private Optional<Upload> next(Upload upload, JsonNode status) {
        if (upload.state() != State.QUEUED && upload.state() != State.PROCESSING) {
            return Optional.empty();
        }
        long now = clock.millis();
        return switch (status.path("state").asString("")) {
            case "PROCESSING" -> Optional.of(upload.in(State.PROCESSING, now));
            case "READY" -> Optional.of(ready(upload, status.path("media"), now));
            case "REFUSED" ->
                Optional.of(upload.refused(
                        status.path("reason").asString(""),
                        status.path("message").asString(""),
                        now));
            default -> Optional.empty();
        };
    }

    private static Upload ready(Upload upload, JsonNode media, long now) {
        return upload.ready(
                media.path("directory").asString(""),
                media.path("cid").asString(""),
                media.path("durationMs").asLong(0),
                media.path("width").asInt(0),
                media.path("height").asInt(0),
                media.path("silent").asBoolean(false),
                now);
    }

    private void clean() {
        try {
            receiving.clean();
        } catch (IOException e) {
            LOG.error("Unfinished uploads cannot be cleaned away", e);
        }
    }

    void stop() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join(PAUSE.toMillis());
    }
}

package io.wetoken.ingest.kafka;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.core.EventLog;
import io.wetoken.ingest.core.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link EventLog} on an idempotent producer with acks=all. Memory and time per record are bounded by {@link KafkaSettings}. */
public final class KafkaEventLog implements EventLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventLog.class);
    /** A leader that answers has nothing older than this left in its sockets. */
    private static final long SETTLE_MS = 1_000;

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final AtomicBoolean failing = new AtomicBoolean();

    public KafkaEventLog(KafkaSettings settings) {
        this.settings = settings;
        this.producer = new KafkaProducer<>(settings.producer("collector-events"));
        this.admin = Admin.create(settings.admin("collector-events-admin"));
    }

    @Override
    public CompletableFuture<Void> append(List<BehaviourEvent> accepted, List<RejectedEvent> rejected, Sender sender) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(accepted.size() + rejected.size());
        try {
            for (BehaviourEvent event : accepted) {
                byte[] key = event.getActor().getBytes(StandardCharsets.UTF_8);
                records.add(new ProducerRecord<>(Topics.RAW, null, event.getReceived(), key, Wire.RAW.encode(event)));
            }
            for (RejectedEvent event : rejected) {
                records.add(new ProducerRecord<>(
                        Topics.REJECTED,
                        null,
                        event.getReceived(),
                        null,
                        Wire.REJECTED.encode(event),
                        SenderHeaders.of(sender)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An event cannot be encoded", e);
        }
        return send(records);
    }

    private CompletableFuture<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        Acknowledgements acknowledgements = new Acknowledgements(records.size());
        int sent = 0;
        // After a failure the rest would fail in its turn, each after having blocked for a while.
        while (sent < records.size() && !acknowledgements.failed()) {
            Future<RecordMetadata> unused = producer.send(records.get(sent), acknowledgements);
            sent++;
        }
        acknowledgements.notSent(records.size() - sent);
        return acknowledgements.done;
    }

    @Override
    public CompletableFuture<Void> settled() {
        return admin.describeTopics(List.of(Topics.RAW))
                .allTopicNames()
                .toCompletionStage()
                .thenCompose(topics ->
                        admin.listOffsets(latest(topics.get(Topics.RAW))).all().toCompletionStage())
                .toCompletableFuture()
                .thenCompose(offsets ->
                        new CompletableFuture<Void>().completeOnTimeout(null, SETTLE_MS, TimeUnit.MILLISECONDS));
    }

    /** Of the memory for records under way ({@code ingest.bufferBytes}), what is free. */
    public double freeBytes() {
        return producerMetric("buffer-available-bytes");
    }

    /** Requests to brokers that have not been answered. */
    public double requestsInFlight() {
        return producerMetric("requests-in-flight");
    }

    private double producerMetric(String name) {
        return producer.metrics().values().stream()
                .filter(each -> each.metricName().name().equals(name)
                        && each.metricName().group().equals("producer-metrics"))
                .map(each -> each.metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Map<TopicPartition, OffsetSpec> latest(TopicDescription topic) {
        return topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()),
                        partition -> OffsetSpec.latest()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(settings.patience().toMillis()));
        admin.close(Duration.ofSeconds(1));
    }

    /** Completes when the last of so many records has been answered; fails with the first failure. */
    private final class Acknowledgements implements Callback {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final AtomicInteger open;

        /** One more than the records: {@link #notSent} is always called, after the last of them. */
        Acknowledgements(int records) {
            this.open = new AtomicInteger(records + 1);
        }

        boolean failed() {
            return failure.get() != null;
        }

        void notSent(int records) {
            count(records + 1);
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            if (exception != null) {
                failure.compareAndSet(null, exception);
                if (failing.compareAndSet(false, true)) {
                    LOG.warn("Kafka at {} does not take events: {}", settings.bootstrap(), exception.getMessage());
                }
            } else if (failing.compareAndSet(true, false)) {
                LOG.warn("Kafka at {} takes events again", settings.bootstrap());
            }
            count(1);
        }

        private void count(int answered) {
            if (open.addAndGet(-answered) == 0) {
                if (failed()) {
                    done.completeExceptionally(failure.get());
                } else {
                    done.complete(null);
                }
            }
        }
    }
}

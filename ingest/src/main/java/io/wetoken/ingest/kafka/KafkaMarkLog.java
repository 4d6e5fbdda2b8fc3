package io.wetoken.ingest.kafka;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.MarkLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MarkLog} on the compacted topic. The topic's order is the truth: a mark takes effect here when it is read back, so that every collector
 * applies the same marks in the same order. SEALED stands even when a slower collector writes another mark after it; then it is written again, because
 * compaction keeps the latest only.
 */
public final class KafkaMarkLog implements MarkLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaMarkLog.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EPOCHS, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final EpochGate gate;
    private final InstantSource clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> unread = new ConcurrentSkipListMap<>();
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong lastContact = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean following;
    private volatile boolean stopping;

    public KafkaMarkLog(KafkaSettings settings, EpochGate gate, InstantSource clock) {
        this.settings = settings;
        this.gate = gate;
        this.clock = clock;
        this.producer = new KafkaProducer<>(settings.producer("collector-marks"));
        this.consumer = new KafkaConsumer<>(settings.follower("collector-marks-follower"));
    }

    /**
     * Reads the topic to its present end, then follows it on a thread of its own. The topic must exist.
     *
     * @throws KafkaException when Kafka does not answer; may be called again then
     */
    public void start() {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        long deadline = clock.millis() + settings.patience().toMillis() * 4;
        while (consumer.position(PARTITION) < end) {
            poll();
            if (clock.millis() > deadline) {
                throw new TimeoutException(
                        PARTITION + " could not be read to its end " + end + ", only to " + position.get());
            }
        }
        position.set(consumer.position(PARTITION));
        lastContact.set(clock.millis());
        following = true;
        Thread follower = new Thread(this::follow, "marks-follower");
        follower.setDaemon(true);
        follower.start();
    }

    /** False for good when a mark could not be read: without the marks, nobody knows which days are sealed. */
    public boolean isFollowing() {
        return following && stopped.getCount() > 0;
    }

    /** Also false when Kafka has not been heard of for ten seconds. */
    public boolean isCurrent() {
        return isFollowing() && clock.millis() - lastContact.get() < STALE_AFTER.toMillis();
    }

    @Override
    public CompletableFuture<Void> append(Epoch epoch, Mark mark) {
        CompletableFuture<Void> applied = new CompletableFuture<>();
        if (stopped.getCount() == 0) {
            applied.completeExceptionally(new IllegalStateException(PARTITION + " is not followed"));
            return applied;
        }
        byte[] value;
        try {
            value = Wire.MARK.encode(new EpochMark(epoch.toString(), mark, clock.millis()));
        } catch (IOException e) {
            throw new UncheckedIOException("The mark " + mark + " of " + epoch + " cannot be encoded", e);
        }
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(Topics.EPOCHS, 0, epoch.toString().getBytes(StandardCharsets.UTF_8), value),
                (metadata, failure) -> {
                    if (failure != null) {
                        applied.completeExceptionally(failure);
                    } else {
                        unread.put(metadata.offset(), applied);
                        completeRead();
                    }
                });
        return applied;
    }

    private void follow() {
        long probed = clock.millis();
        try {
            while (!stopping) {
                poll();
                if (clock.millis() - probed >= PROBE_EVERY.toMillis()) {
                    probed = clock.millis();
                    probe();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Woken up to stop", e);
        } catch (RuntimeException e) {
            LOG.error(
                    "The marks in {} are no longer followed; the collector is not ready until it is restarted",
                    PARTITION,
                    e);
        } finally {
            consumer.close();
            stopped.countDown();
        }
    }

    private void poll() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(this::apply);
        if (!records.isEmpty()) {
            lastContact.set(clock.millis());
        }
        position.set(consumer.position(PARTITION));
        completeRead();
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        EpochMark mark;
        try {
            mark = Wire.MARK.decode(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(PARTITION + " holds no mark at offset " + record.offset(), e);
        }
        Epoch epoch = Epoch.parse(mark.getEpoch());
        if (gate.apply(epoch, mark.getMark()) == Mark.SEALED && mark.getMark() != Mark.SEALED) {
            append(epoch, Mark.SEALED).exceptionally(failure -> {
                LOG.warn(
                        "{} is sealed, but {} was written after it and SEALED could not be written again: {}",
                        epoch,
                        mark.getMark(),
                        failure.getMessage());
                return null;
            });
        }
    }

    /** An idle topic says nothing, so ask: a collector that cannot hear of seals must say that it is not ready. */
    private void probe() {
        try {
            consumer.endOffsets(List.of(PARTITION), PROBE_EVERY);
            lastContact.set(clock.millis());
        } catch (TimeoutException e) {
            LOG.debug("Kafka at {} does not answer", settings.bootstrap(), e);
        }
    }

    private void completeRead() {
        Map<Long, CompletableFuture<Void>> read = unread.headMap(position.get());
        for (Long offset : List.copyOf(read.keySet())) {
            CompletableFuture<Void> applied = unread.remove(offset);
            if (applied != null) {
                applied.complete(null);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            if (following && !stopped.await(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The follower of {} did not stop in time", PARTITION);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(settings.patience());
    }
}

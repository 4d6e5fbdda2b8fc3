package io.wetoken.media.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.core.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one job at a time. The lease of a job is the membership in Kafka's consumer group, kept by heartbeats: who stops sending them loses its partitions,
 * and whoever gets them begins at the first job that was not committed. A job is committed when its end has been told.
 */
public final class UploadWorker {
    private static final Logger LOG = LoggerFactory.getLogger(UploadWorker.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int RENEWALS_PER_LEASE = 3;
    /** Between two attempts, for the disk or the memory that was short. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final WorkerConfig config;
    private final Processor processor;
    private final Clock clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final MediaQueue queue;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private boolean joined;
    private ConsumerRecord<byte[], byte[]> record;
    private Attempt attempt;
    private boolean told;
    private Instant renewAt = Instant.MIN;
    private Instant retryAt = Instant.MIN;

    /** @param name tells this worker from others in what it says */
    public UploadWorker(String name, WorkerConfig config, Processor processor, Clock clock) {
        this.name = name;
        this.config = config;
        this.processor = processor;
        this.clock = clock;
        this.consumer = new KafkaConsumer<>(config.consumer());
        this.queue = new MediaQueue(config.bootstrap());
    }

    /** Works until {@link #stop()}. */
    public void run() throws InterruptedException {
        try (queue;
                consumer) {
            consumer.subscribe(List.of(MediaTopics.UPLOADS), new Leases());
            while (!stopping) {
                consumer.poll(LOOK).forEach(this::take);
                if (record != null) {
                    look();
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            letGo();
            ended.countDown();
        }
    }

    /** Gives back the job under way, so that another worker begins it at once; returns when that is done. */
    public void stop() throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        ended.await();
    }

    private void take(ConsumerRecord<byte[], byte[]> next) {
        record = next;
        attempt = null;
        told = false;
        retryAt = Instant.MIN;
        // One at a time; polling goes on for the sake of the lease.
        consumer.pause(consumer.assignment());
    }

    private void look() throws InterruptedException {
        if (!told) {
            try {
                if (attempt == null) {
                    begin();
                } else if (attempt.isDone()) {
                    conclude();
                } else {
                    renew();
                }
            } catch (Refusal e) {
                LOG.info("Upload {} is refused: {} {}", id(record), e.getMessage(), e.detail());
                queue.tell(Status.refused(id(record), clock.instant(), e));
                told = true;
            }
        }
        if (told) {
            commit();
        }
    }

    private void begin() throws Refusal, InterruptedException {
        if (clock.instant().isBefore(retryAt)) {
            return;
        }
        UploadJob job;
        try {
            job = UploadJob.read(record.value());
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "A record that is not a job, at offset {} of {}: {}",
                    record.offset(),
                    record.partition(),
                    e.getMessage());
            // Kept in the topic; nobody waits for it.
            told = true;
            return;
        }
        try {
            int number = processor.begin(job);
            if (number > config.attempts()) {
                end(job);
                throw Attempt.repeated(number - 1, "the workers themselves were ended");
            }
            renewAt = Instant.MIN;
            LOG.info("Upload {} is begun, attempt {}", job.upload(), number);
            attempt = new Attempt(record, job, number, processor);
            renew();
        } catch (IOException e) {
            LOG.error("Upload {} cannot be begun", job.upload(), e);
            retryAt = clock.instant().plus(PAUSE);
        }
    }

    private void renew() throws InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(renewAt)) {
            queue.tell(Status.processing(attempt.job.upload(), now, name, attempt.number, now.plus(config.lease())));
            renewAt = now.plus(config.lease().dividedBy(RENEWALS_PER_LEASE));
        }
    }

    private void conclude() throws Refusal, InterruptedException {
        UploadJob job = attempt.job;
        try {
            JsonNode media = attempt.result();
            queue.tell(Status.ready(job.upload(), clock.instant(), media));
            LOG.info("Upload {} is ready: {}", job.upload(), media.path("cid").asText());
            told = true;
            end(job);
        } catch (IOException e) {
            LOG.error("Attempt {} at upload {} failed", attempt.number, job.upload(), e);
            if (attempt.number >= config.attempts()) {
                end(job);
                throw Attempt.repeated(attempt.number, String.valueOf(e.getMessage()));
            }
            attempt = null;
            retryAt = clock.instant().plus(PAUSE);
        } catch (Refusal e) {
            end(job);
            throw e;
        }
    }

    private void end(UploadJob job) {
        try {
            processor.end(job);
        } catch (IOException e) {
            LOG.warn("The count of attempts at upload {} stays behind: {}", job.upload(), e.getMessage());
        }
    }

    private void commit() {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        try {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        } catch (RebalanceInProgressException e) {
            // The same again at the next look, unless the partition is another's by then.
            return;
        } catch (CommitFailedException e) {
            LOG.warn("The lease of upload {} was lost at the very end; whoever has it now finds it done", id(record));
        }
        record = null;
        attempt = null;
        consumer.resume(consumer.assignment());
    }

    /** Ends what is under way without an answer, since it is not ours to give. */
    private void letGo() {
        if (attempt != null && !told) {
            attempt.cancel();
            try {
                processor.giveBack(attempt.job);
            } catch (IOException e) {
                LOG.warn(
                        "The attempt at upload {} counts, though it was given back: {}",
                        attempt.job.upload(),
                        e.getMessage());
            }
            LOG.info("Upload {} is given back", attempt.job.upload());
        }
        record = null;
        attempt = null;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private final class Leases implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (record != null) {
                consumer.pause(partitions);
            }
            if (!joined) {
                joined = true;
                LOG.info("Worker {} waits for uploads at {}", name, config.bootstrap());
                System.out.println("READY " + name);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (record != null && partitions.contains(new TopicPartition(record.topic(), record.partition()))) {
                letGo();
                consumer.resume(consumer.assignment());
            }
        }
    }
}

package io.wetoken.media.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.media.core.Reason;
import io.wetoken.media.core.Refusal;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One attempt at one job, in a thread of its own, so that the thread that speaks to Kafka always has time. */
final class Attempt {
    private static final Duration END = Duration.ofSeconds(30);

    final TopicPartition partition;
    final long offset;
    final UploadJob job;
    final int number;
    private final Thread thread;
    private volatile JsonNode media;
    private volatile Exception failure;

    Attempt(ConsumerRecord<byte[], byte[]> record, UploadJob job, int number, Processor processor) {
        this.partition = new TopicPartition(record.topic(), record.partition());
        this.offset = record.offset();
        this.job = job;
        this.number = number;
        this.thread = new Thread(() -> work(processor), "transcode-" + job.upload());
        thread.start();
    }

    // Whatever goes wrong is looked at by the thread that waits.
    private void work(Processor processor) {
        try {
            media = processor.process(job, number);
        } catch (Exception e) {
            failure = e;
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    /** @return what was made */
    JsonNode result() throws Refusal, IOException, InterruptedException {
        if (failure instanceof Refusal refusal) {
            throw refusal;
        }
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (failure != null) {
            throw new IOException(failure.toString(), failure);
        }
        if (media == null) {
            throw new IOException("The attempt ended without a result");
        }
        return media;
    }

    /** For a job that is somebody else's now. Returns when nothing of it runs any more. */
    void cancel() {
        thread.interrupt();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Refusal repeated(int attempts, String last) {
        return new Refusal(
                Reason.FAILED_REPEATEDLY,
                "The video could not be processed, although it was tried " + attempts
                        + " times. Try to export it anew.",
                last);
    }
}

package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.Mark;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the broker knows of a day: whether the collectors sealed it, where the topic ends, and how many of its records are of the day. */
final class RawDay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_MS = 15_000;
    /** A broker that is gone answers nothing, for ever; one that is slow answers within this. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String bootstrap;

    RawDay(String bootstrap) {
        this.bootstrap = bootstrap;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        CALL_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Whether the collectors' newest mark of the day is SEALED. */
    boolean sealed(Epoch epoch) throws IOException {
        Mark[] newest = new Mark[1];
        SortedMap<Integer, Long> ends = ends(Topics.EPOCHS);
        read(ends, beginnings(partitions(Topics.EPOCHS, ends)), entry -> {
            if (entry.value() != null) {
                EpochMark mark = Wire.MARK.decode(entry.value());
                if (mark.getEpoch().equals(epoch.toString())) {
                    newest[0] = mark.getMark();
                }
            }
        });
        return newest[0] == Mark.SEALED;
    }

    /** End offset by partition of {@code behaviour.raw}. */
    SortedMap<Integer, Long> ends() throws IOException {
        return ends(Topics.RAW);
    }

    /**
     * Reads from the first record that was received on the day or later: collectors stamp records with {@code received}, and the broker finds the first by
     * that. Records that cannot be decoded are of no day: the streaming job rejects them.
     *
     * @param progress is told the number of records read so far
     */
    long count(Epoch epoch, SortedMap<Integer, Long> ends, LongConsumer progress) throws IOException {
        long[] seen = new long[2];
        read(ends, firstsOf(epoch, partitions(Topics.RAW, ends), ends), entry -> {
            if (entry.value() != null && isOf(epoch, entry.value())) {
                seen[0]++;
            }
            progress.accept(++seen[1]);
        });
        return seen[0];
    }

    private static boolean isOf(Epoch epoch, byte[] value) {
        try {
            long received = Wire.RAW.decode(value).getReceived();
            return received >= epoch.start() && received < epoch.end();
        } catch (IOException e) {
            return false;
        }
    }

    private SortedMap<Integer, Long> ends(String topic) throws IOException {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            SortedMap<Integer, Long> ends = new TreeMap<>();
            consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        } catch (KafkaException e) {
            throw new IOException("Kafka at " + bootstrap + " does not answer for " + topic + ": " + e.getMessage(), e);
        }
    }

    private interface Reader {
        void read(ConsumerRecord<byte[], byte[]> entry) throws IOException;
    }

    private static List<TopicPartition> partitions(String topic, SortedMap<Integer, Long> ends) {
        return ends.keySet().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private Map<TopicPartition, Long> beginnings(List<TopicPartition> partitions) throws IOException {
        try {
            return consumer.beginningOffsets(partitions);
        } catch (KafkaException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " does not answer for " + partitions + ": " + e.getMessage(), e);
        }
    }

    private Map<TopicPartition, Long> firstsOf(
            Epoch epoch, List<TopicPartition> partitions, SortedMap<Integer, Long> ends) throws IOException {
        Map<TopicPartition, Long> beginnings = beginnings(partitions);
        Map<TopicPartition, Long> firsts = new HashMap<>();
        try {
            Map<TopicPartition, Long> starts = new HashMap<>();
            partitions.forEach(partition -> starts.put(partition, epoch.start()));
            consumer.offsetsForTimes(starts)
                    .forEach((partition, found) ->
                            firsts.put(partition, found == null ? ends.get(partition.partition()) : found.offset()));
        } catch (KafkaException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " does not answer for " + partitions + ": " + e.getMessage(), e);
        }
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.get(partition);
            if (beginning > 0 && firsts.get(partition) <= beginning) {
                throw new IOException(partition + " begins at " + beginning + ", and records of " + epoch
                        + " may have been before: its retention is too short to close the day by counting");
            }
        }
        return firsts;
    }

    private void read(SortedMap<Integer, Long> ends, Map<TopicPartition, Long> from, Reader reader) throws IOException {
        List<TopicPartition> partitions = List.copyOf(from.keySet());
        try {
            consumer.assign(partitions);
            from.forEach(consumer::seek);
            long lastProgress = System.nanoTime();
            Optional<TopicPartition> unread = behind(partitions, ends);
            while (unread.isPresent()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> entry : records) {
                    if (entry.offset() < ends.get(entry.partition())) {
                        reader.read(entry);
                    }
                }
                unread = behind(partitions, ends);
                if (!records.isEmpty()) {
                    lastProgress = System.nanoTime();
                } else if (System.nanoTime() - lastProgress > SILENCE.toNanos() && unread.isPresent()) {
                    throw new IOException("Kafka at " + bootstrap + " has sent nothing for " + SILENCE.toSeconds()
                            + " s; " + unread.get() + " was read to " + consumer.position(unread.get()) + " of "
                            + ends.get(unread.get().partition()));
                }
            }
        } catch (KafkaException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " failed while reading " + partitions + ": " + e.getMessage(), e);
        }
    }

    private Optional<TopicPartition> behind(List<TopicPartition> partitions, SortedMap<Integer, Long> ends) {
        return partitions.stream()
                .filter(partition -> consumer.position(partition) < ends.get(partition.partition()))
                .findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}

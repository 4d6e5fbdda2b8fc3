package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.Mark;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the broker knows of a day: whether the collectors sealed it, where the topic ends, and how many of its records are of the day. */
final class RawDay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_MS = 15_000;

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
        read(Topics.EPOCHS, ends(Topics.EPOCHS), entry -> {
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
     * Records that cannot be decoded are of no day: the streaming job rejects them.
     *
     * @param progress is told the number of records read so far
     */
    long count(Epoch epoch, SortedMap<Integer, Long> ends, LongConsumer progress) throws IOException {
        long[] seen = new long[2];
        read(Topics.RAW, ends, entry -> {
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

    private void read(String topic, SortedMap<Integer, Long> ends, Reader reader) throws IOException {
        try {
            List<TopicPartition> partitions = ends.keySet().stream()
                    .map(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long end = ends.get(partition.partition());
                if (beginnings.get(partition) > end) {
                    throw new IOException(partition + " begins at " + beginnings.get(partition)
                            + ", after the recorded end " + end + ": its retention is too short to close a day");
                }
            }
            Optional<TopicPartition> unread = behind(partitions, ends);
            while (unread.isPresent()) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                    if (entry.offset() < ends.get(entry.partition())) {
                        reader.read(entry);
                    }
                }
                unread = behind(partitions, ends);
            }
        } catch (KafkaException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " failed while reading " + topic + ": " + e.getMessage(), e);
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

package io.wetoken.spark;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic that sites log in, of which this run reads from the first record of a day to where it ends at the beginning, whatever the clocks of single records say; the executors
 * read it in pieces.
 */
record LogTopic(String bootstrap, String name) implements Serializable {
    /** A record is written within a minute of what it tells, and the clocks of sites differ by less. */
    private static final long SLACK_MS = Duration.ofHours(1).toMillis();

    private static final long PIECE = 10_000;
    private static final int PATIENCE_MS = 20_000;

    /** Records of a partition, from the first to before the last. */
    record Piece(int partition, long from, long to) implements Serializable {}

    /** @param <T> what becomes of a record; nothing comes of one that is left out */
    @FunctionalInterface
    interface Decoding<T> extends Serializable {
        Optional<T> of(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * All that was written since a time, and a little before. None where no site has logged any yet.
     *
     * @throws IOException when the brokers do not answer
     */
    List<Piece> since(long begin) throws IOException {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    Optional.ofNullable(consumer.partitionsFor(name)).orElse(List.<PartitionInfo>of()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> from = offsets(consumer, partitions, begin - SLACK_MS, ends);
            List<Piece> pieces = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                for (long at = from.get(partition); at < ends.get(partition); at += PIECE) {
                    pieces.add(new Piece(partition.partition(), at, Math.min(at + PIECE, ends.get(partition))));
                }
            }
            return pieces;
        } catch (KafkaException e) {
            throw new IOException("Cannot read " + name + " at " + bootstrap + ": " + e.getMessage(), e);
        }
    }

    /** Of the first record that is not before a time; the end where there is none. */
    private static Map<TopicPartition, Long> offsets(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            long time,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, time)));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        found.forEach((partition, at) -> {
            if (at != null) {
                offsets.put(partition, at.offset());
            }
        });
        return offsets;
    }

    <T> Iterator<T> read(Piece piece, Decoding<T> decoding) throws IOException {
        TopicPartition partition = new TopicPartition(name, piece.partition());
        List<T> read = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, piece.from());
            long progress = System.nanoTime();
            while (consumer.position(partition) < piece.to()) {
                var records = consumer.poll(Duration.ofSeconds(1));
                if (!records.isEmpty()) {
                    progress = System.nanoTime();
                } else if (System.nanoTime() - progress
                        > Duration.ofMillis(PATIENCE_MS).toNanos()) {
                    throw new IOException(partition + " at " + bootstrap + " gives nothing from "
                            + consumer.position(partition) + " on, though it ends at " + piece.to());
                }
                for (var record : records) {
                    if (record.offset() < piece.to()) {
                        decoding.of(record).ifPresent(read::add);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Cannot read " + partition + " at " + bootstrap + ": " + e.getMessage(), e);
        }
        return read.iterator();
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}

package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.ServedPage;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/**
 * The pages that feeds showed on some days, out of the topic {@value Topics#SERVED}. They are read where they are and copied nowhere, so what the topic forgets is
 * forgotten. It is read from the first record of the first day to where it ends at the beginning, whatever the clocks
 * of single records say; the executors read it in pieces.
 *
 * @param pages kept while the session is there, so that the topic is read once
 * @param damaged records that are no pages, counted while {@code pages} is computed
 */
record ServedPages(JavaRDD<ServedPage> pages, LongAccumulator damaged) {
    /** A page is written within a minute of its making, and the clocks of sites differ by less. */
    private static final long SLACK_MS = Duration.ofHours(1).toMillis();

    private static final long PIECE = 10_000;
    private static final int PATIENCE_MS = 20_000;

    /** Records of a partition, from the first to before the last. */
    private record Piece(int partition, long from, long to) implements Serializable {}

    /**
     * Pages that were made from the beginning of one day to the end of another. None where no site has logged any yet.
     *
     * @throws IOException when the brokers do not answer
     */
    static ServedPages of(SparkSession session, String bootstrap, Epoch first, Epoch last) throws IOException {
        JavaSparkContext context = new JavaSparkContext(session.sparkContext());
        LongAccumulator damaged = session.sparkContext().longAccumulator("damaged pages");
        List<Piece> pieces = pieces(bootstrap, first.start());
        if (pieces.isEmpty()) {
            return new ServedPages(context.emptyRDD(), damaged);
        }
        long begin = first.start();
        long end = last.end();
        JavaRDD<ServedPage> pages = context.parallelize(pieces, pieces.size())
                .flatMap(piece -> read(bootstrap, piece, damaged))
                .filter(page -> page.getAt() >= begin && page.getAt() < end)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new ServedPages(pages, damaged);
    }

    private static List<Piece> pieces(String bootstrap, long begin) throws IOException {
        try (Consumer<byte[], byte[]> consumer = consumer(bootstrap)) {
            List<TopicPartition> partitions =
                    Optional.ofNullable(consumer.partitionsFor(Topics.SERVED)).orElse(List.<PartitionInfo>of()).stream()
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
            throw new IOException("Cannot read " + Topics.SERVED + " at " + bootstrap + ": " + e.getMessage(), e);
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

    private static Iterator<ServedPage> read(String bootstrap, Piece piece, LongAccumulator damaged)
            throws IOException {
        TopicPartition partition = new TopicPartition(Topics.SERVED, piece.partition());
        List<ServedPage> pages = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer(bootstrap)) {
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
                        decode(record.value(), damaged).ifPresent(pages::add);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Cannot read " + partition + " at " + bootstrap + ": " + e.getMessage(), e);
        }
        return pages.iterator();
    }

    private static Optional<ServedPage> decode(byte[] value, LongAccumulator damaged) {
        try {
            return Optional.of(Wire.SERVED.decode(value));
        } catch (IOException e) {
            damaged.add(1);
            return Optional.empty();
        }
    }

    private static Consumer<byte[], byte[]> consumer(String bootstrap) {
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

package io.wetoken.ingest.bench;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.ingest.kafka.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is in {@code behaviour.raw}, compared with what was accepted.
 *
 * @param records all of them
 * @param lost accepted events that are not there: a broken promise
 * @param repeated records beyond the first of an accepted event
 * @param unpromised records of events whose batch was not answered with 202; they may be there
 * @param sample the first so many records as they stand in the topic
 */
record ReadBack(long records, long lost, long repeated, long unpromised, List<ConsumerRecord<byte[], byte[]>> sample) {
    private static final int SAMPLE = 200_000;

    static ReadBack of(KafkaSettings kafka, Batches batches, BitSet accepted) throws IOException {
        long[] expected = accepted.stream()
                .asLongStream()
                .flatMap(batch ->
                        java.util.stream.LongStream.range(batch * Batches.EVENTS, (batch + 1) * Batches.EVENTS))
                .map(batches::low)
                .sorted()
                .toArray();
        BitSet found = new BitSet(expected.length);
        List<ConsumerRecord<byte[], byte[]>> sample = new ArrayList<>();
        long records = 0;
        long repeated = 0;
        long unpromised = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.follower("bench-read-back"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW).stream()
                    .map(each -> new TopicPartition(Topics.RAW, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
                    records++;
                    if (sample.size() < SAMPLE) {
                        sample.add(one);
                    }
                    int place = Arrays.binarySearch(
                            expected,
                            UUID.fromString(Wire.RAW.decode(one.value()).getId())
                                    .getLeastSignificantBits());
                    if (place < 0) {
                        unpromised++;
                    } else if (found.get(place)) {
                        repeated++;
                    } else {
                        found.set(place);
                    }
                }
            }
        }
        return new ReadBack(records, expected.length - found.cardinality(), repeated, unpromised, sample);
    }
}

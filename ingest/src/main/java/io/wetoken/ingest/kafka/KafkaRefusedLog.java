package io.wetoken.ingest.kafka;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.RejectedEvent;
import io.wetoken.ingest.core.Place;
import io.wetoken.ingest.core.Refused;
import io.wetoken.ingest.core.RefusedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** {@link RefusedLog} on the topic. Each call has a consumer of its own: recoveries are rare. */
public final class KafkaRefusedLog implements RefusedLog {
    /** Of all records that are read at once; a whole body is 1 MiB. */
    static final long MAX_BYTES = 4 << 20;

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final InstantSource clock;

    public KafkaRefusedLog(KafkaSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Refused> read(List<Place> places) {
        Map<TopicPartition, NavigableSet<Long>> wanted = new HashMap<>();
        places.forEach(place -> wanted.computeIfAbsent(partition(place.partition()), each -> new TreeSet<>())
                .add(place.offset()));
        Map<Place, Refused> found = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.follower("collector-recovery"))) {
            Set<Integer> existing = partitions(consumer);
            for (Map.Entry<TopicPartition, NavigableSet<Long>> each : wanted.entrySet()) {
                if (!existing.contains(each.getKey().partition())) {
                    throw new IllegalArgumentException("There is no partition " + each.getKey());
                }
                read(consumer, each.getKey(), each.getValue(), found);
            }
        }
        List<Refused> read = new ArrayList<>(places.size());
        for (Place place : places) {
            Refused refused = found.get(place);
            if (refused == null) {
                throw new IllegalArgumentException(
                        "There is no record at offset " + place.offset() + " of " + partition(place.partition()));
            }
            read.add(refused);
        }
        return read;
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            NavigableSet<Long> offsets,
            Map<Place, Refused> found) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        if (offsets.first() < begin || offsets.last() >= end) {
            throw new IllegalArgumentException(partition + " has the offsets from " + begin + " to before " + end
                    + ", not all from " + offsets.first() + " to " + offsets.last());
        }
        consumer.seek(partition, offsets.first());
        long bytes = 0;
        long deadline = deadline();
        while (consumer.position(partition) <= offsets.last()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (offsets.contains(record.offset())) {
                    bytes += record.serializedValueSize();
                    if (bytes > MAX_BYTES) {
                        throw new IllegalArgumentException(
                                "The records are larger than " + MAX_BYTES + " bytes together");
                    }
                    found.put(
                            new Place(partition.partition(), record.offset()),
                            new Refused(decoded(record), SenderHeaders.read(record.headers())));
                }
            }
            checkTime(deadline, partition);
        }
    }

    /** Is given what was refused, one after the other. */
    @FunctionalInterface
    public interface Reader {
        void read(Place place, RejectedEvent event) throws IOException, InterruptedException;
    }

    /**
     * What was refused on a day, partition by partition, up to where each ends at this moment.
     *
     * @throws KafkaException when Kafka does not answer, or when a record cannot be read
     */
    public void scan(Epoch day, Reader reader) throws IOException, InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.follower("recover"))) {
            Map<TopicPartition, Long> starts = new TreeMap<>(Comparator.comparing(TopicPartition::partition));
            partitions(consumer).forEach(number -> starts.put(partition(number), day.start()));
            Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
            Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(starts);
            for (TopicPartition partition : starts.keySet()) {
                OffsetAndTimestamp begin = begins.get(partition);
                if (begin != null) {
                    scan(consumer, partition, begin.offset(), ends.get(partition), day, reader);
                }
            }
        }
    }

    private void scan(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long begin,
            long end,
            Epoch day,
            Reader reader)
            throws IOException, InterruptedException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, begin);
        long deadline = deadline();
        while (consumer.position(partition) < end) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                any = true;
                if (record.offset() < end && record.timestamp() >= day.start() && record.timestamp() < day.end()) {
                    reader.read(new Place(partition.partition(), record.offset()), decoded(record));
                }
            }
            deadline = any ? deadline() : deadline;
            checkTime(deadline, partition);
        }
    }

    private static Set<Integer> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        Set<Integer> partitions = new TreeSet<>();
        consumer.partitionsFor(Topics.REJECTED).forEach(each -> partitions.add(each.partition()));
        return partitions;
    }

    private long deadline() {
        return clock.millis() + settings.patience().toMillis();
    }

    private void checkTime(long deadline, TopicPartition partition) {
        if (clock.millis() > deadline) {
            throw new TimeoutException(
                    partition + " gave nothing for " + settings.patience().toMillis() + " ms");
        }
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.REJECTED, number);
    }

    private static RejectedEvent decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Wire.REJECTED.decode(record.value());
        } catch (IOException e) {
            throw new KafkaException(
                    "Offset " + record.offset() + " of " + record.topic() + "-" + record.partition()
                            + " holds no refused event",
                    e);
        }
    }
}

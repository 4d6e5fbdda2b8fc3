package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.EpochMark;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import picocli.CommandLine;

/** A broker with the topics that closing needs, and days of an archive as the stream leaves them. */
final class Closings implements AutoCloseable {
    static final Map<String, String> KEEP = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");

    private final KafkaProcess kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    Closings() throws Exception {
        kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.RAW, 2, (short) 1).configs(KEEP),
                            new NewTopic(Topics.CORRECTIONS, 1, (short) 1).configs(KEEP),
                            new NewTopic(Topics.EPOCHS, 1, (short) 1).configs(KEEP)))
                    .all()
                    .get();
        }
        producer = producer(kafka);
    }

    static KafkaProducer<byte[], byte[]> producer(KafkaProcess broker) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap(), ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }

    void sendRaw(long received, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.RAW, null, received, new byte[] {1}, value))
                .get();
    }

    /** Sends events of one day, and writes what the stream made of them. */
    void day(Path archive, Epoch day, List<JudgedEvent> judged) throws Exception {
        for (JudgedEvent one : judged) {
            sendRaw(one.getEvent().getReceived(), Wire.RAW.encode(one.getEvent()));
        }
        mark(day, Mark.SEALED);
        try (ParquetWriter<JudgedEvent> writer =
                writer(archive, "judged", day, "part-0.parquet", JudgedEvent.getClassSchema())) {
            for (JudgedEvent one : judged) {
                writer.write(one);
            }
        }
    }

    /** All corrections of a day, in the order in which they were sent. */
    List<Correction> corrections(Epoch day) throws IOException {
        TopicPartition partition = new TopicPartition(Topics.CORRECTIONS, 0);
        List<Correction> corrections = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                    corrections.add(Wire.CORRECTION.decode(entry.value()));
                }
            }
        }
        corrections.removeIf(correction -> !correction.getEpoch().equals(day.toString()));
        return corrections;
    }

    int close(Path home, Epoch day) throws IOException {
        return close(home, day, 0, Clock.systemUTC());
    }

    int close(Path home, Epoch day, int holdMinutes, Clock clock) throws IOException {
        return new CommandLine(new CloseCommand(clock))
                .execute("--config", config(home, holdMinutes), "--date", day.toString(), "--wait-seconds", "0");
    }

    /** Makes the review of a closed day again. */
    int check(Path home, Epoch day) throws IOException {
        return new CommandLine(new CloseCommand(Clock.systemUTC()))
                .execute("--config", config(home, 0), "--date", day.toString(), "--check");
    }

    private String config(Path home, int holdMinutes) throws IOException {
        Path config = home.resolve("we.properties");
        Files.writeString(
                config,
                "kafka.bootstrap=" + kafka.bootstrap() + "\narchive.dir=" + home.resolve("archive")
                        + "\nreview.holdMinutes=" + holdMinutes + "\n");
        return config.toString();
    }

    void send(Epoch day, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            long received = day.start() + i;
            producer.send(new ProducerRecord<>(
                            Topics.RAW, null, received, new byte[] {1}, Wire.RAW.encode(event(received))))
                    .get();
        }
    }

    void mark(Epoch day, Mark mark) throws Exception {
        producer.send(new ProducerRecord<>(
                        Topics.EPOCHS,
                        day.toString().getBytes(StandardCharsets.UTF_8),
                        Wire.MARK.encode(new EpochMark(day.toString(), mark, day.end()))))
                .get();
    }

    void judged(Path archive, Epoch day, String name, int valid, int suspect) throws IOException {
        try (ParquetWriter<JudgedEvent> writer = writer(archive, "judged", day, name, JudgedEvent.getClassSchema())) {
            for (int i = 0; i < valid + suspect; i++) {
                boolean honest = i < valid;
                writer.write(JudgedEvent.newBuilder()
                        .setEvent(event(day.start() + i))
                        .setVerdict(honest ? Verdict.VALID : Verdict.SUSPECT)
                        .setReasons(honest ? List.of() : List.of("RATE"))
                        .setTrustPpm(honest ? 1_000_000 : 0)
                        .setEpoch(day.toString())
                        .build());
            }
        }
    }

    void duplicates(Path archive, Epoch day, String name, int count) throws IOException {
        try (ParquetWriter<DuplicateEvent> writer =
                writer(archive, "duplicates", day, name, DuplicateEvent.getClassSchema())) {
            for (int i = 0; i < count; i++) {
                writer.write(new DuplicateEvent("id-" + i, "ann", day.start() + i, day.toString()));
            }
        }
    }

    private static <T> ParquetWriter<T> writer(Path archive, String tree, Epoch day, String name, Schema schema)
            throws IOException {
        Configuration conf = new Configuration();
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(archive.toString(), tree + "/epoch=" + day + "/" + name);
        return AvroParquetWriter.<T>builder(HadoopOutputFile.fromPath(path, conf))
                .withSchema(schema)
                .withDataModel(SpecificData.get())
                .withConf(conf)
                .build();
    }

    static BehaviourEvent event(long received) {
        return BehaviourEvent.newBuilder()
                .setId("00000000-0000-0000-0000-000000000000")
                .setKind(EventKind.OPEN)
                .setActor("ann")
                .setDevice("phone")
                .setSession("s")
                .setAt(received)
                .setSent(received)
                .setReceived(received)
                .build();
    }
}

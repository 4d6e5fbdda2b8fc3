package io.wetoken.spark;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The log of pages in a broker of its own. */
record ServedLog(KafkaProcess kafka) implements AutoCloseable {
    static ServedLog start() throws Exception {
        KafkaProcess kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(Topics.SERVED, 2, (short) 1).configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        return new ServedLog(kafka);
    }

    /** Of commands that read it, and the archive in the same directory. */
    void writeSettings(Path home) throws IOException {
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nkafka.bootstrap=" + kafka.bootstrap() + "\n");
    }

    void add(List<ServedPage> pages) throws IOException, ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> to = producer()) {
            for (ServedPage page : pages) {
                byte[] key = page.getAccount().getBytes(StandardCharsets.UTF_8);
                to.send(new ProducerRecord<>(Topics.SERVED, null, page.getAt(), key, Wire.SERVED.encode(page)))
                        .get();
            }
        }
    }

    /** Something that is no page. */
    void add(long at, byte[] bytes) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> to = producer()) {
            to.send(new ProducerRecord<>(Topics.SERVED, null, at, null, bytes)).get();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        kafka.close();
    }
}

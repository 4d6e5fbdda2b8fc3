package io.wetoken.spark;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Hiding;
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

/** The logs of pages and hidings in a broker of their own. */
record ServedLog(KafkaProcess kafka, KafkaProducer<byte[], byte[]> producer) implements AutoCloseable {
    static ServedLog start() throws Exception {
        KafkaProcess kafka = TestServers.kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(topic(Topics.SERVED), topic(Topics.HIDDEN)))
                    .all()
                    .get();
        }
        return new ServedLog(
                kafka,
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 2, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    /** Of commands that read it, and the archive in the same directory. */
    void writeSettings(Path home) throws IOException {
        Files.writeString(
                home.resolve("we.properties"),
                "archive.dir=" + home.resolve("archive") + "\nkafka.bootstrap=" + kafka.bootstrap() + "\n");
    }

    void add(List<ServedPage> pages) throws IOException, ExecutionException, InterruptedException {
        for (ServedPage page : pages) {
            send(Topics.SERVED, page.getAt(), page.getAccount(), Wire.SERVED.encode(page));
        }
    }

    void addHidings(List<Hiding> hidings) throws IOException, ExecutionException, InterruptedException {
        for (Hiding hiding : hidings) {
            send(Topics.HIDDEN, hiding.getAt(), hiding.getAccount(), Wire.HIDING.encode(hiding));
        }
    }

    /** Something that is no page. */
    void add(long at, byte[] bytes) throws ExecutionException, InterruptedException {
        send(Topics.SERVED, at, "", bytes);
    }

    /** As the job that erases somebody from the archive says it. */
    void erase(String account, long at) throws ExecutionException, InterruptedException {
        send(Topics.SERVED, at, account, null);
        send(Topics.HIDDEN, at, account, null);
    }

    private void send(String topic, long at, String key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, null, at, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}

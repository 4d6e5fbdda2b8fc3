package io.wetoken.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker as a process. */
class KafkaServerIT {
    private static final int RECORDS = 5000;

    @TempDir
    private Path dir;

    private int port;
    private int controllerPort;
    private Process server;

    @BeforeEach
    void choosePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            port = one.getLocalPort();
            controllerPort = two.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        start(1);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        Properties config = new Properties();
        config.put("bootstrap.servers", "127.0.0.1:" + port);
        config.put("acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var sent = IntStream.range(0, RECORDS)
                    .mapToObj(i -> producer.send(new ProducerRecord<>("kept", "k" + i, "v" + i)))
                    .toList();
            for (var one : sent) {
                one.get();
            }
            server.destroyForcibly().waitFor();
        }
        start(2);
        Properties reading = new Properties();
        reading.put("bootstrap.servers", "127.0.0.1:" + port);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, (long) RECORDS);
        }
    }

    private void start(int times) throws IOException {
        Path log = dir.resolve("log");
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@jvm.options",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaServer.class.getName(),
                        "--dir",
                        dir.resolve("kafka").toString(),
                        "--port",
                        Integer.toString(port),
                        "--controller-port",
                        Integer.toString(controllerPort),
                        "--parent",
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofMinutes(2)).until(() -> !server.isAlive() || ready(log) == times);
        assertThat(server.isAlive()).as(() -> text(log)).isTrue();
    }

    private static long ready(Path log) {
        return text(log).lines().filter(line -> line.startsWith("READY")).count();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

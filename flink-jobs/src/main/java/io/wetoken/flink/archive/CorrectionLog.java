package io.wetoken.flink.archive;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.Correction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends corrections to the live figures. They may be sent again: the stream applies each once. */
final class CorrectionLog {
    private final String bootstrap;

    CorrectionLog(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Returns when all are durable. @throws IOException when they are not */
    void send(List<Correction> corrections) throws IOException, InterruptedException {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (Correction correction : corrections) {
                String key = Stream.of(correction.getContent(), correction.getSubject(), correction.getEpoch())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.CORRECTIONS, key.getBytes(StandardCharsets.UTF_8), Wire.CORRECTION.encode(correction))));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + bootstrap + " did not take the corrections of live figures: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}

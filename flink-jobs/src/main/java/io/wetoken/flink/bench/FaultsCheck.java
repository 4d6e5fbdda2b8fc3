package io.wetoken.flink.bench;

import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares what senders were told with what is kept: every accepted id once in the finished archive files and once among the committed records of
 * {@code behaviour.judged}, and live figures that are a fold of the archive. The figures converge, so it waits for all of it, and then says what is wrong.
 */
@Command(
        name = "faults-check",
        mixinStandardHelpOptions = true,
        description = "Compares accepted ids with the archive, and live figures with a fold of it; one JSON object.")
public final class FaultsCheck implements Callable<Integer> {
    private static final int LOOK_SECONDS = 2;
    private static final int MOST_EXAMPLES = 10;

    @Option(names = "--accepted", required = true, paramLabel = "FILE", description = "ids, one a line")
    private Path accepted;

    @Option(names = "--archive", required = true, paramLabel = "DIR")
    private Path archive;

    @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(names = "--zookeeper", required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(names = "--wait-seconds", defaultValue = "180", description = "for what is still on its way")
    private int waitSeconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultsCheck()).execute(args));
    }

    /** Exit status 0, whatever it found. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> told = new HashSet<>(Files.readAllLines(accepted));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
        try (Store store = Stores.hbase(zookeeper)) {
            Found found = look(told, store);
            while (!found.well() && System.nanoTime() < deadline) {
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                found = look(told, store);
            }
            System.out.println(found.json());
        }
        return 0;
    }

    private Found look(Set<String> told, Store store) throws IOException {
        ArchiveTruth truth = ArchiveTruth.of(archive);
        List<String> examples = new ArrayList<>();
        long lost = missing(told, truth.ids(), "lost from the archive", examples);
        long foreign = missing(truth.ids(), told, "in the archive, and nobody was told that it was accepted", examples);
        truth.doubled().stream()
                .limit(MOST_EXAMPLES)
                .forEach(id -> examples.add(id + " is in the archive more than once"));
        if (lost > 0) {
            return new Found(truth, lost, foreign, 0, 0, 0, examples);
        }
        Set<String> judged = new HashSet<>();
        long judgedDoubled = 0;
        for (String id : judgedIds()) {
            judgedDoubled += judged.add(id) ? 0 : 1;
        }
        long judgedLost = missing(told, judged, "lost from " + Topics.JUDGED, examples);
        List<String> wrong = truth.differences(store);
        examples.addAll(wrong);
        return new Found(truth, lost, foreign, judgedLost, judgedDoubled, wrong.size(), examples);
    }

    private record Found(
            ArchiveTruth truth,
            long lost,
            long foreign,
            long judgedLost,
            long judgedDoubled,
            long figuresWrong,
            List<String> examples) {
        boolean well() {
            return examples.isEmpty() && judgedDoubled == 0;
        }

        String json() {
            ObjectNode json = new ObjectMapper().createObjectNode();
            json.put("archived", truth.ids().size());
            json.put("duplicates", truth.duplicates());
            json.put("lost", lost);
            json.put("doubled", truth.doubled().size());
            json.put("foreign", foreign);
            json.put("judgedLost", judgedLost);
            json.put("judgedDoubled", judgedDoubled);
            json.put("figuresWrong", figuresWrong);
            examples.stream().limit(MOST_EXAMPLES).forEach(json.putArray("examples")::add);
            return json.toString();
        }
    }

    private static long missing(Set<String> wanted, Set<String> there, String what, List<String> examples) {
        List<String> missing = wanted.stream().filter(id -> !there.contains(id)).toList();
        missing.stream().limit(MOST_EXAMPLES).forEach(id -> examples.add(id + " is " + what));
        return missing.size();
    }

    /** Of committed records, up to the first that is not decided. */
    private List<String> judgedIds() throws IOException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", false, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.JUDGED).stream()
                    .map(each -> new TopicPartition(Topics.JUDGED, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> ids = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (var entry : consumer.poll(Duration.ofMillis(200))) {
                    ids.add(Wire.JUDGED.decode(entry.value()).getEvent().getId());
                }
            }
            return ids;
        }
    }
}

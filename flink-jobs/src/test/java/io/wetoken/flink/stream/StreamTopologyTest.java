package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.flink.guard.TokenCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class StreamTopologyTest {
    private static final StreamConfig CONFIG = new StreamConfig(
            "broker:9092",
            "quorum:2181",
            "/archive",
            "/checkpoints",
            Duration.ofSeconds(30),
            2,
            Duration.ofMinutes(15),
            0,
            TokenCheck.NONE);

    /** What an operator keeps is found by its uid alone; without one, Flink makes up another with each change of the graph. */
    @Test
    void everyOperatorHasAUid() {
        assertThat(nodes())
                .filteredOn(node -> node.getTransformationUID() == null)
                .extracting(StreamNode::getOperatorName)
                .isEmpty();
    }

    @Test
    void everyOperatorThatARunningJobKnowsIsStillThere() throws IOException {
        TreeSet<String> now = new TreeSet<>();
        nodes().forEach(node -> now.add(String.valueOf(node.getTransformationUID())));
        assertThat(now)
                .as(
                        "A uid that is gone: every running job keeps state under it, and a savepoint of it does not restore without "
                                + "--allowNonRestoredState, which throws the state away. Give the operator its old uid back; or, if what it "
                                + "kept may be lost, take the line out of uids.txt and say in docs/cluster.md, under Upgrade, that this release "
                                + "needs -n. A new uid: add the line, and its operator starts with no state.")
                .containsExactlyElementsOf(known());
    }

    private static List<StreamNode> nodes() {
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.getExecutionEnvironment();
        new StreamTopology(CONFIG).build(flink);
        StreamGraph graph = flink.getStreamGraph();
        return List.copyOf(graph.getStreamNodes());
    }

    private static List<String> known() throws IOException {
        try (InputStream in = StreamTopologyTest.class.getResourceAsStream("uids.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}

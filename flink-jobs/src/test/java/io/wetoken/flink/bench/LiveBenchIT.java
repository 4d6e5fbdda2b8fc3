package io.wetoken.flink.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every event's effect can be read, in all its figures, while others follow; how soon, here and now, is nobody's business. */
class LiveBenchIT {
    @Test
    void whatHappensIsSeenInEveryFigureOfTheStore() throws IOException {
        try (KafkaProcess kafka = TestServers.kafka();
                HBaseProcess hbase = TestServers.hbase()) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int status = new CommandLine(new LiveBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "--kafka",
                            kafka.bootstrap(),
                            "--zookeeper",
                            hbase.zookeeper(),
                            "--rate",
                            "100",
                            "--seconds",
                            "3",
                            "--warm",
                            "1",
                            "--json");

            assertThat(status).as(err.toString()).isZero();
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.path("name").asText()).isEqualTo("live");
            assertThat(json.at("/figures/probes").asLong()).isEqualTo(60);
            assertThat(json.at("/figures/lost").asLong()).isZero();
            assertThat(json.at("/figures/countedEvents").asLong()).isEqualTo(400);
            for (String figure : new String[] {"", "/content", "/creator", "/watching", "/day"}) {
                assertThat(json.at("/figures" + figure + "/p95Millis").asLong())
                        .as(figure)
                        .isPositive();
            }
            assertThat(json.at("/baseline/p95Millis").asLong()).isPositive();
            assertThat(json.at("/baseline/probes").asLong()).isEqualTo(60);
            assertThat(json.path("command").asText()).startsWith("./we bench live");
        }
    }
}

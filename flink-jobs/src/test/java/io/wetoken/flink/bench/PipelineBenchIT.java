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

/** What the benchmark says; how fast it is here and now is nobody's business. */
class PipelineBenchIT {
    @Test
    void theArchiveIsCountedAndFiguresStandBesideTheirBaseline() throws IOException {
        try (KafkaProcess kafka = TestServers.kafka();
                HBaseProcess hbase = TestServers.hbase()) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int status = new CommandLine(new PipelineBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "--kafka",
                            kafka.bootstrap(),
                            "--zookeeper",
                            hbase.zookeeper(),
                            "--sizes",
                            "1000,2000",
                            "--days",
                            "2",
                            "--accounts",
                            "1000",
                            "--heap",
                            "512",
                            "--checkpoint",
                            "500",
                            "--json");

            assertThat(status).as(err.toString()).isZero();
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.path("name").asText()).isEqualTo("pipeline");
            for (String field : new String[] {
                "/figures/eventsPerSecond",
                "/figures/stateBytesPerAccount",
                "/figures/activeAccounts",
                "/baseline/eventsPerSecond",
                "/ratio/eventsPerSecond"
            }) {
                assertThat(json.at(field).asDouble()).as(field).isPositive();
            }
            // Of so few accounts the heap shows nothing but what the start left behind.
            assertThat(json.at("/figures/heapBytesPerAccount").isNumber()).isTrue();
            assertThat(json.at("/figures/sizes/1/heapBytesPerFurtherAccount").isNumber())
                    .isTrue();
            // A copy in every hundred.
            assertThat(json.at("/figures/archivedRows").asLong()).isEqualTo(1_980);
            assertThat(json.at("/figures/archivedDistinctIds").asLong()).isEqualTo(1_980);
            assertThat(json.at("/figures/archivedDuplicates").asLong()).isEqualTo(20);
            assertThat(json.at("/figures/sizes/1/events").asLong()).isEqualTo(2_000);
            assertThat(json.at("/figures/sizes/1/cpuMicrosPerEventSinceTheOneBefore")
                            .asDouble())
                    .isPositive();
            assertThat(json.at("/figures/stateBytesPerAccountOf/dedupe").asLong())
                    .isPositive();
            assertThat(json.at("/figures/days")).hasSize(2);
            assertThat(json.at("/figures/days/1/heapBytes").asLong()).isPositive();
            assertThat(json.path("machine").asText()).isNotBlank();
            assertThat(json.path("command").asText()).startsWith("./we bench pipeline");
        }
    }
}

package io.wetoken.ingest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the benchmark says; how fast it is here and now is nobody's business. */
class IngestBenchIT {
    @Test
    void figuresStandBesideTheirBaselineAndNothingIsLost() throws IOException {
        try (KafkaProcess kafka = TestServers.kafka()) {
            Ran ran = Ran.of(
                    new IngestBench(),
                    "--kafka",
                    kafka.bootstrap(),
                    "--seconds",
                    "1",
                    "--events",
                    "1000",
                    "--rate",
                    "500",
                    "--connections",
                    "2",
                    "--json");

            assertThat(ran.status()).as(ran.err()).isZero();
            JsonNode json = ran.json();
            assertThat(json.path("name").asText()).isEqualTo("ingest");
            for (String field : new String[] {
                "/figures/eventsPerSecond",
                "/figures/p50Millis",
                "/figures/p99Millis",
                "/figures/peakMemoryMb",
                "/figures/cpuMicrosPerEvent",
                "/baseline/eventsPerSecond",
                "/ratio/eventsPerSecond"
            }) {
                assertThat(json.at(field).asDouble()).as(field).isPositive();
            }
            // At most twice a thousand as fast as can be, and half a thousand a second for a second; how many of them
            // is a question of speed.
            assertThat(json.at("/figures/accepted").asLong()).isBetween(150L, 2_500L);
            for (String none : new String[] {"lost", "repeated", "unpromised", "batchesRefused", "batchesBroken"}) {
                assertThat(json.path("figures").path(none).asLong(-1)).as(none).isZero();
            }
            assertThat(json.path("machine").asText()).isNotBlank();
            assertThat(json.path("command").asText()).startsWith("./we bench ingest");
        }
    }
}

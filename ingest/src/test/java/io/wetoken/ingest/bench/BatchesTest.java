package io.wetoken.ingest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void everyEventHasAnIdOfItsOwnThatFollowsFromItsNumber() throws Exception {
        List<String> lines = RealisticLines.live(500, LocalDate.parse("2026-01-05"), 1);
        Batches batches = new Batches(lines, "127.0.0.1:1", 42);
        Set<String> ids = new HashSet<>();
        for (int batch = 0; batch < 30; batch++) {
            String request = new String(batches.request(batch), StandardCharsets.UTF_8);
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            assertThat(request).contains("content-length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
            JsonNode events = new ObjectMapper().readTree(body);
            assertThat(events).hasSize(Batches.EVENTS);
            for (int i = 0; i < Batches.EVENTS; i++) {
                UUID id = UUID.fromString(events.get(i).path("id").asText());
                long event = (long) batch * Batches.EVENTS + i;
                assertThat(id).isEqualTo(batches.id(event));
                assertThat(id.version()).isEqualTo(4);
                assertThat(id.variant()).isEqualTo(2);
                assertThat(id.getLeastSignificantBits()).isEqualTo(batches.low(event));
                ids.add(id.toString());
            }
        }
        assertThat(ids).hasSize(30 * Batches.EVENTS);
        assertThat(lines).noneMatch(line -> line.contains("received") || line.contains("ipHash"));
    }
}

package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.WeProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each server is killed once under load; {@code ./we bench faults} does the same for as long as one likes. */
class FaultsIT {
    @TempDir
    private Path home;

    @Test
    void whateverIsKilledNothingIsLostAndNothingIsThereTwice() throws Exception {
        List<String> line = new ArrayList<>(List.of("bench", "faults", "--kills", "5", "--seed", "7", "--json"));
        new FreePorts().settings().forEach(setting -> line.addAll(List.of("--set", setting)));
        WeProcess.Ended ended = new WeProcess(home).run(line.toArray(String[]::new));
        assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
        JsonNode report = new ObjectMapper().readTree(ended.out());
        JsonNode figures = report.get("figures");
        for (String kind : List.of("collector", "taskmanager", "jobmanager", "kafka", "hbase")) {
            assertThat(figures.get("kills." + kind).intValue()).as(kind).isEqualTo(1);
        }
        assertThat(figures.get("eventsAccepted").intValue()).isGreaterThan(5_000);
        assertThat(figures.get("eventsArchived")).isEqualTo(figures.get("eventsAccepted"));
        for (String wrong : List.of("lost", "doubled", "foreign", "judgedLost", "judgedDoubled", "figuresWrong")) {
            assertThat(figures.get(wrong).intValue()).as(wrong).isZero();
        }
        assertThat(figures.get("duplicates").intValue()).isPositive();
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly("name", "figures", "baseline", "ratio", "machine", "command");
        assertThat(Processes.of(home)).isEmpty();
    }
}

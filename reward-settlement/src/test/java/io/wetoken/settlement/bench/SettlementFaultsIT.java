package io.wetoken.settlement.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.bench.faults.SettlementBench;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A few faults of the many that {@code ./we bench settlement} draws; nobody is paid twice, nobody is forgotten. */
class SettlementFaultsIT {
    @Test
    void whateverFailsEverybodyGetsWhatIsOwedAndNoMore() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status;
        try (HBaseProcess hbase = TestServers.hbase()) {
            status = new CommandLine(new SettlementBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "--zookeeper",
                            hbase.zookeeper(),
                            "--faults",
                            "10",
                            "--epochs",
                            "1",
                            "--users",
                            "600",
                            "--seed",
                            "20261129",
                            "--json");
        }
        assertThat(status).as("%s%s", err, out).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString()).path("figures");
        assertThat(figures.path("faults").asInt()).as(out.toString()).isEqualTo(10);
        assertThat(figures.path("kills").asInt()).as(out.toString()).isPositive();
        assertThat(figures.path("epochsCompleted").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(figures.path("paymentsOwed").asLong()).isGreaterThan(1_000);
        assertThat(figures.path("paymentsMade").asLong())
                .isEqualTo(figures.path("paymentsOwed").asLong());
        assertThat(figures.path("paymentsDoubled").asLong()).isZero();
        assertThat(figures.path("paymentsLost").asLong()).isZero();
        assertThat(figures.path("unitsPaid").asText())
                .isEqualTo(figures.path("unitsOwed").asText());
    }
}

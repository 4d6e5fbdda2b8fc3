package io.wetoken.settlement.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.contracts.Deploy;
import io.wetoken.stack.testing.AnvilProcess;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the benchmarks say; how fast it is here and now is nobody's business. */
class BenchesIT {
    @TempDir
    Path dir;

    @Test
    void aMadeUpBundleIsPlannedAndCut() throws IOException {
        JsonNode json = said(
                new PlanBench(),
                "--accounts",
                "3000",
                "--creators",
                "200",
                "--affinity",
                "4000",
                "--seed",
                "7",
                "--json");
        assertThat(json.at("/name").asText()).isEqualTo("plan");
        assertThat(json.at("/figures/rows").asLong()).isEqualTo(3_000 + 3 * 200 + 4_000);
        assertThat(json.at("/figures/chunks").asLong()).as("all are paid").isEqualTo(6);
        assertThat(json.at("/figures/proofNodes").asLong()).isPositive();
        assertThat(json.at("/figures/seconds").asDouble()).isPositive();
        assertThat(json.at("/baseline/seconds").asDouble()).isPositive();
        assertThat(json.at("/command").asText())
                .isEqualTo("./we bench plan --accounts 3000 --creators 200 --affinity 4000 --seed 7");
    }

    @Test
    void anEpochIsPaidOnARealChainAndTheChainCountsWhatWasPlanned() throws IOException {
        try (AnvilProcess anvil = TestServers.anvil();
                HBaseProcess hbase = TestServers.hbase()) {
            Path contracts = dir.resolve("contracts.json");
            Path settings = Files.writeString(
                    dir.resolve("we.properties"),
                    "chain.url=" + anvil.url() + "\nchain.contracts=" + contracts + "\nsecrets.dir="
                            + dir.resolve("secrets") + "\n");
            assertThat(new CommandLine(new Deploy()).execute("--config", settings.toString()))
                    .isZero();
            JsonNode json = said(
                    new PayoutBench(),
                    "--zookeeper",
                    hbase.zookeeper(),
                    "--chain",
                    anvil.url(),
                    "--contracts",
                    contracts.toString(),
                    "--secrets",
                    dir.resolve("secrets").toString(),
                    "--recipients",
                    "1200",
                    "--transfers",
                    "10",
                    "--json");
            assertThat(json.at("/figures/chunks").asLong()).isEqualTo(3);
            assertThat(json.at("/figures/paidOnChain").asText())
                    .isEqualTo(json.at("/figures/planned").asText())
                    .startsWith("1200000");
            assertThat(json.at("/figures/recipientsPerSecond").asDouble()).isPositive();
            assertThat(json.at("/baseline/recipientsPerSecond").asDouble()).isPositive();
        }
    }

    @Test
    void aSizeThatNobodyMeansIsRefused() {
        assertThat(new CommandLine(new PlanBench())
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("--accounts", "10"))
                .isEqualTo(2);
    }

    private static JsonNode said(Callable<Integer> bench, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(bench)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(status).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}

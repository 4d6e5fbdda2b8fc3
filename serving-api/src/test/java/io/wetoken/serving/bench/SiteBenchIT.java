package io.wetoken.serving.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every page is full and ranked from as many as was promised, at a toy's size; how fast, here and now, is nobody's business. */
class FeedBenchIT {
    @Test
    void everyPageIsFullAndStandsBesideAFixedOne() throws Exception {
        try (KafkaProcess kafka = TestServers.kafka();
                HBaseProcess hbase = TestServers.hbase()) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int status = new CommandLine(new FeedBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "--kafka",
                            kafka.bootstrap(),
                            "--zookeeper",
                            hbase.zookeeper(),
                            "--users",
                            "300",
                            "--items",
                            "4000",
                            "--rate",
                            "20",
                            "--seconds",
                            "2",
                            "--json");

            assertThat(status).as(err.toString()).isZero();
            JsonNode json = JsonMapper.shared().readTree(out.toString());
            assertThat(json.required("name").asString()).isEqualTo("feed");
            JsonNode figures = json.required("figures");
            assertThat(figures.required("notFull").asLong()).isZero();
            assertThat(figures.required("pagesNotLogged").asLong()).isZero();
            assertThat(figures.required("candidatesFewest").asLong()).isEqualTo(500);
            for (String figure :
                    new String[] {"pagesPerSecond", "p50Millis", "p99Millis", "pages", "cpuMillisPerPage", "modelMb"}) {
                assertThat(figures.required(figure).asDouble()).as(figure).isPositive();
            }
            assertThat(json.at("/baseline/p99Millis").asDouble()).isPositive();
            assertThat(json.at("/baseline/notFull").asLong()).isZero();
            assertThat(json.at("/ratio/p99Millis").asDouble()).isPositive();
            assertThat(json.required("command").asString())
                    .isEqualTo(
                            "./we bench feed --users 300 --items 4000 --neighbours 100 --acts 30 --rate 20 --seconds 2 --seed 1");
        }
    }

    @Test
    void aSizeThatIsNoneIsRefused() {
        StringWriter err = new StringWriter();
        int status = new CommandLine(new FeedBench())
                .setErr(new PrintWriter(err))
                .execute("--kafka", "k:1", "--zookeeper", "z:1", "--items", "5");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--items must be from 1000 to 5000000, is 5");
    }
}

package io.wetoken.serving.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.serving.Behaviour;
import io.wetoken.serving.OtherModule;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks of the site at a toy's size, on real servers; how fast, here and now, is nobody's business. */
class SiteBenchIT {
    @TempDir
    private static Path directory;

    private static KafkaProcess kafka;
    private static HBaseProcess hbase;
    private static Process collector;
    private static String collectorUrl;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        kafka = TestServers.kafka();
        hbase = TestServers.hbase();
        int port = TestServers.freePort();
        collectorUrl = "http://127.0.0.1:" + port;
        Path log = directory.resolve("collector.log");
        Path settings = Files.writeString(
                directory.resolve("we.properties"),
                "kafka.bootstrap=" + kafka.bootstrap() + "\nflink.parallelism=1\ningest.auth=off\ningest.port=" + port
                        + "\nsecrets.dir=" + directory.resolve("secrets") + "\n");
        collector = OtherModule.start("ingest", "io.wetoken.ingest.Collector", log, "--config", settings.toString());
        await("the collector").atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(collector.isAlive()).as(Files.readString(log)).isTrue();
            return Behaviour.isReady(collectorUrl);
        });
    }

    @AfterAll
    static void stop() throws Exception {
        if (collector != null) {
            collector.destroy();
        }
        for (AutoCloseable server : new AutoCloseable[] {hbase, kafka}) {
            if (server != null) {
                server.close();
            }
        }
    }

    /** Every page is full and ranked from as many as was promised. */
    @Test
    void everyPageIsFullAndStandsBesideAFixedOne() throws Exception {
        JsonNode json =
                measured(new FeedBench(), "--users", "300", "--items", "4000", "--rate", "20", "--seconds", "1");
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
                        "./we bench feed --users 300 --items 4000 --neighbours 100 --acts 30 --rate 20 --seconds 1 --seed 1");
    }

    @Test
    void everyClipThatIsPublishedIsShownToSomebody() throws Exception {
        JsonNode json = measured(new ShownBench(), "--users", "300", "--items", "4000", "--rate", "20", "--clips", "4");
        assertThat(json.required("name").asString()).isEqualTo("shown");
        JsonNode figures = json.required("figures");
        assertThat(figures.required("published").asInt()).isEqualTo(4);
        assertThat(figures.required("notShownWithinAMinute").asInt()).isZero();
        assertThat(figures.required("pagesUntilMost").asInt())
                .isBetween(1, figures.required("pages").asInt());
        assertThat(figures.required("maxMillis").asDouble())
                .isGreaterThanOrEqualTo(figures.required("p50Millis").asDouble());
        assertThat(json.at("/baseline/p50Millis").asDouble()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "feed,--items,5,1000 to 5000000",
        "shown,--clips,0,1 to 1000",
    })
    void aSizeThatIsNoneIsRefused(String bench, String option, String value, String range) {
        Callable<Integer> command = bench.equals("feed") ? new FeedBench() : new ShownBench();
        assertThat(execute(command, option, value)).isEqualTo(2);
        assertThat(err.toString())
                .contains("bench " + bench + ": " + option + " must be from " + range + ", is " + value);
    }

    private JsonNode measured(Callable<Integer> bench, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--json");
        assertThat(execute(bench, all.toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    private int execute(Callable<Integer> bench, String... options) {
        List<String> line = new ArrayList<>(List.of(options));
        line.addAll(List.of("--kafka", kafka.bootstrap(), "--zookeeper", hbase.zookeeper()));
        if (bench instanceof ShownBench) {
            line.addAll(List.of("--collector", collectorUrl));
        }
        return new CommandLine(bench)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }
}

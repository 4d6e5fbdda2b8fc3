package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.Epoch;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The process as an operator starts it. */
final class ServingApiIT {
    private static final Epoch DAY = Epoch.parse("2025-06-01");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private record Ended(int status, String error) {}

    @Test
    void itServesWhatIsInHBaseAndOnTheChain() throws Exception {
        int port = TestServers.freePort();
        try (DevChain chain = new DevChain(directory);
                HBaseProcess hbase = TestServers.hbase();
                Store store = Stores.hbase(hbase.zookeeper())) {
            PaidEpoch paid = PaidEpoch.of(DAY, 20);
            chain.pay(paid, 1);
            paid.putInto(store);
            Process site = start(settings(port, hbase.zookeeper(), chain.url()));
            try {
                long begun = System.nanoTime();
                await().atMost(Duration.ofSeconds(90)).until(() -> !site.isAlive() || status(port, "/ready") == 200);
                assertThat(site.isAlive()).as("see target/site.log").isTrue();
                System.out.printf("The site was ready after %.1f s%n", (System.nanoTime() - begun) / 1e9);

                assertThat(get(port, "/v1/epochs/" + DAY)).contains(paid.root());
                assertThat(get(port, "/v1/epochs/" + DAY + "/payouts?limit=100"))
                        .contains("\"next\":null");
                assertThat(get(port, "/v1/wallets/user-7")).contains("\"balance\":\"" + PaidEpoch.amount(7) + "\"");

                Ended second = run(settings(port, hbase.zookeeper(), chain.url()));
                assertThat(second.status()).isEqualTo(1);
                assertThat(second.error())
                        .contains("Cannot listen on 127.0.0.1:" + port)
                        .hasLineCount(1);
            } finally {
                site.destroy();
                assertThat(site.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(settings(taken.getLocalPort(), "127.0.0.1:1", "http://127.0.0.1:1"));

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.error())
                    .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort(), "serving.port")
                    .hasLineCount(1);
        }
    }

    @Test
    void missingContractsAreOneClearLine() throws Exception {
        Ended ended = run(settings(TestServers.freePort(), "127.0.0.1:1", "http://127.0.0.1:1"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.error())
                .contains("contracts.json; deploy the contracts first")
                .hasLineCount(1);
    }

    @Test
    void wrongSettingsAreReportedTogether() throws Exception {
        Path file = Files.writeString(directory.resolve("we.properties"), "serving.port=many\n");

        Ended ended = run(file);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.error())
                .contains("serving.port", "hbase.zookeeper", "chain.url", "chain.contracts")
                .hasLineCount(1);
        assertThat(run(directory.resolve("absent.properties")).error()).contains("there is no file");
    }

    private Path settings(int port, String zookeeper, String chainUrl) throws IOException {
        return Files.writeString(
                directory.resolve("site.properties"),
                "serving.port=" + port + "\nhbase.zookeeper=" + zookeeper + "\nchain.url=" + chainUrl
                        + "\nchain.contracts=" + directory.resolve("contracts.json") + "\nsecrets.dir="
                        + directory.resolve("secrets") + "\n");
    }

    private static Ended run(Path settings) {
        StringWriter error = new StringWriter();
        int status = new CommandLine(new ServingApi())
                .setErr(new PrintWriter(error))
                .execute("--config", settings.toString());
        return new Ended(status, error.toString());
    }

    private static Process start(Path settings) throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String classPath =
                module.resolve("target/classes") + ":" + Files.readString(module.resolve("target/classpath.txt"));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + module.resolve("jvm.options"),
                        "-cp",
                        classPath,
                        ServingApi.class.getName(),
                        "--config",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(module.resolve("target/site.log").toFile())
                .start();
    }

    private static String get(int port, String path) throws Exception {
        return answer(port, path).body();
    }

    private static int status(int port, String path) throws Exception {
        try {
            return answer(port, path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static HttpResponse<String> answer(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

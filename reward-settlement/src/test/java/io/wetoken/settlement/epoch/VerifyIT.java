package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standalone verifier, as a process of its own, on what a paid epoch published: another implementation of the rule comes to the same. */
class VerifyIT {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static TestWorld world;
    private static Path original;
    private static String dataCid = "";

    @TempDir
    private Path dir;

    private Path published;

    @BeforeAll
    static void payADay() throws IOException, InterruptedException {
        world = new TestWorld(false);
        world.prepare(DAY);
        try (Store store = Stores.memory()) {
            dataCid = world.run(store, Probe.NONE)
                    .run(DAY, State.RECONCILED, false)
                    .row()
                    .details()
                    .get("dataCid");
        }
        original = world.home.resolve("epochs/published").resolve(dataCid);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void copy() throws IOException {
        published = dir.resolve("published");
        OutputDirectory.write(published, to -> {
            try (var files = Files.walk(original)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = to.resolve(original.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        });
    }

    @Test
    void aPaidDayAgreesFromItsFilesToTheChainsPaidBits() throws IOException, InterruptedException {
        String account = world.addresses().of("user 33").toString();
        Answer answer = verify(
                published.toString(),
                "--cid",
                dataCid,
                "--node",
                world.anvil.url(),
                "--pool",
                world.deployment().pool(),
                "--account",
                account);
        assertThat(answer.status()).as(answer.text()).isZero();
        assertThat(answer.differences()).isEmpty();
        assertThat(answer.checks().values()).doesNotContain("null");
        assertThat(answer.json().path("facts").path("dataCid").asText()).isEqualTo(dataCid);
        JsonNode payout = answer.json().path("payout");
        assertThat(Files.readAllLines(original.resolve("plan/payouts.csv")))
                .contains(payout.path("index").asText() + "," + account + ","
                        + payout.path("total").asText());
        assertThat(payout.path("paid").asText()).isEqualTo("yes, says the chain");
        assertThat(payout.path("proof").asText()).startsWith("0x");
    }

    @Test
    void filesAndNodeAreAllItNeedsWhereverTheyAreServed() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = published.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[] {'?'};
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(verify(address, "--cid", dataCid).status()).isZero();
            Answer none = verify(address + "/inputs");
            assertThat(none.status()).isEqualTo(2);
            assertThat(none.text()).contains("/inputs/index.json", "404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aByteThatWasChangedIsNamed() throws IOException, InterruptedException {
        Path activity = published.resolve("inputs/activity.csv");
        Files.writeString(activity, Files.readString(activity).replaceFirst("(\n0x[0-9a-f]*,)[0-9]", "$19"));
        Answer answer = verify(published.toString(), "--cid", dataCid);
        assertThat(answer.status()).isOne();
        assertThat(answer.differences()).anyMatch(line -> line.startsWith("inputs/activity.csv has sha256"));
    }

    /** As a dishonest publisher would: the index is made to fit, and only the chain's id and the rule tell. */
    @Test
    void anIndexThatFitsChangedFilesHasAnotherIdAndTheRuleNamesTheRow() throws IOException, InterruptedException {
        Path payouts = published.resolve("plan/payouts.csv");
        String before = FileDigests.of(payouts);
        String row = Files.readAllLines(payouts).get(7);
        // A cheat that leaves the file's size as it is: the last two digits of one amount.
        Files.writeString(
                payouts, Files.readString(payouts).replace(row + "\n", row.substring(0, row.length() - 2) + "99\n"));
        Path index = published.resolve("index.json");
        Files.writeString(index, Files.readString(index).replace(before, FileDigests.of(payouts)));
        String changed = "it has " + Cid.ofBlock(Files.readAllBytes(index)) + ", not " + dataCid;

        Answer answer = verify(
                published.toString(),
                "--node",
                world.anvil.url(),
                "--pool",
                world.deployment().pool());
        assertThat(answer.status()).isOne();
        assertThat(answer.differences())
                .hasSize(2)
                .anyMatch(line -> line.startsWith(changed))
                .anyMatch(line ->
                        line.startsWith("plan/payouts.csv:8: published '") && line.contains("the rule gives '" + row));
    }

    @Test
    void aNodeThatDoesNotAnswerAndAPoolThatIsNoneAreNamed() throws IOException, InterruptedException {
        Answer nobody = verify(
                published.toString(),
                "--node",
                "http://127.0.0.1:1",
                "--pool",
                world.deployment().pool());
        assertThat(nobody.status()).isOne();
        assertThat(nobody.text()).contains("No node answers at http://127.0.0.1:1");
        Answer other = verify(published.toString(), "--node", world.anvil.url(), "--pool", "0x" + "11".repeat(20));
        assertThat(other.status()).isOne();
        assertThat(other.text()).contains("knows no reward pool at 0x1111");
    }

    private record Answer(int status, String text, JsonNode json) {
        Map<String, String> checks() {
            Map<String, String> checks = new TreeMap<>();
            json.path("checks")
                    .forEach(check -> checks.put(
                            check.path("check").asText(), check.path("ok").asText()));
            return checks;
        }

        List<String> differences() {
            return StreamSupport.stream(json.path("checks").spliterator(), false)
                    .filter(check ->
                            check.path("ok").isBoolean() && !check.path("ok").asBoolean())
                    .map(check -> check.path("detail").asText())
                    .toList();
        }
    }

    private Answer verify(String... arguments) throws IOException, InterruptedException {
        Path built = TestServers.root().resolve("verifier/target");
        assertThat(built.resolve("classpath.txt")).as("the verifier is built").isRegularFile();
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                built.resolve("classes") + ":"
                        + Files.readString(built.resolve("classpath.txt")).strip(),
                "io.wetoken.verifier.Verify",
                "--json"));
        line.addAll(List.of(arguments));
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        return new Answer(
                process.exitValue(),
                said + Files.readString(err, StandardCharsets.UTF_8),
                new ObjectMapper().readTree(said.isEmpty() ? "{}" : said));
    }
}

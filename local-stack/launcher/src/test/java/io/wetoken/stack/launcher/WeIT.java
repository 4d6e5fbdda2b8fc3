package io.wetoken.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of {@code ./we}: what it answers, and with which status. */
class WeIT {
    @TempDir
    private Path dir;

    private WeProcess we;

    @BeforeEach
    void home() {
        we = new WeProcess(dir.resolve("home"));
    }

    @Test
    void helpListsTheCommands() throws Exception {
        WeProcess.Ended ended = we.run("--help");
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .contains(
                        "demo",
                        "up",
                        "down",
                        "status",
                        "replay",
                        "guard judge",
                        "epoch run",
                        "audit",
                        "lab list",
                        "reco evaluate",
                        "test");
        assertThat(we.run().out()).isEqualTo(ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "down", "status", "replay", "epoch", "lab", "reco", "test"})
    void everyCommandHasHelp(String command) throws Exception {
        WeProcess.Ended ended = we.run(command, "--help");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Usage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transcode",
                "ingest",
                "fuzz",
                "pipeline",
                "faults",
                "live",
                "feed",
                "shown",
                "guard",
                "plan",
                "payout",
                "settlement"
            })
    void everyBenchmarkHasHelpAndStartsNothingForIt(String bench) throws Exception {
        WeProcess.Ended ended = we.run("bench", bench, "--help");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Usage", "--json");
        assertThat(ended.err()).doesNotContain("Starting");
    }

    /** One community, always the same; how fast it is judged here and now is nobody's business. */
    @Test
    void theGuardIsMeasuredOnAMadeUpCommunity() throws Exception {
        WeProcess.Ended ended =
                we.run("bench", "guard", "--events", "12000", "--seeds", "21", "--fraud", "0.1", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.path("name").asText()).isEqualTo("guard");
        for (String field : new String[] {
            "/figures/eventsPerSecond",
            "/figures/peakMemoryMb",
            "/baseline/eventsPerSecond",
            "/ratio/eventsPerSecond",
            "/figures/honestAccountDayMedianPoints",
            "/figures/kinds/SLOW_FARM/pointsADayUnguarded"
        }) {
            assertThat(report.at(field).asDouble()).as(field).isPositive();
        }
        assertThat(report.at("/figures/precision").asDouble()).isGreaterThanOrEqualTo(.95);
        assertThat(report.at("/figures/recall").asDouble()).isGreaterThanOrEqualTo(.7);
        assertThat(report.at("/figures/recallAtOnce").asDouble())
                .isLessThan(report.at("/figures/recall").asDouble());
        assertThat(report.at("/figures/kinds")).hasSize(13);
        assertThat(report.at("/figures/recordings")).hasSize(1);
        assertThat(report.path("command").asText()).isEqualTo("./we bench guard --events 12000 --seeds 21 --fraud 0.1");
        assertWrong("As many --labels as --in", "bench", "guard", "--in", "a.jsonl");
        assertWrong("--events must be from 500", "bench", "guard", "--events", "5");
    }

    @Test
    void theLabRunsWithoutAStack() throws Exception {
        assertThat(we.run("lab", "list").out()).contains("equilibrium", "runway", "attacker");
        Path out = dir.resolve("lab");
        WeProcess.Ended ended = we.run("lab", "run", "rings", "gifts", "--out", out.toString(), "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode lab = new ObjectMapper().readTree(ended.out());
        assertThat(lab.get("experiments").findValuesAsText("name")).containsExactly("rings", "gifts");
        assertThat(out.resolve("lab.html")).content().contains("<svg", "</html>");
        assertWrong("no experiment 'dance'. There are: equilibrium", "lab", "run", "dance");
    }

    @Test
    void anUnknownCommandIsWrongInput() throws Exception {
        WeProcess.Ended ended = we.run("dance");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("no command 'dance'");
    }

    @Test
    void modelsAreEvaluatedOnASplitAsTheInterfaceSays() throws Exception {
        Path train = Files.writeString(dir.resolve("train"), "1 10 11\n2 10 11 12\n3 11 12\n4 13\n");
        Path test = Files.writeString(dir.resolve("test"), "1 12\n4 10 12\n");
        WeProcess.Ended ended = we.run(
                "reco", "evaluate", "--train", train.toString(), "--test", test.toString(), "--k", "2", "--json");
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.get("k").intValue()).isEqualTo(2);
        assertThat(report.get("users").intValue()).isEqualTo(2);
        assertThat(report.get("items").intValue()).isEqualTo(4);
        assertThat(report.get("models").findValuesAsText("name")).containsExactly("default", "popularity");
        assertThat(report.get("models").get(0).get("recall").doubleValue()).isEqualTo(.75);
        assertWrong("reco has these commands", "reco", "dance");
        assertWrong("is no directory of models", "model", "list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench"})
    void whatIsNotThereYetSaysSo(String command) throws Exception {
        WeProcess.Ended ended = we.run(command);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("'" + command + "' is not there yet");
    }

    @Test
    void demoRefusesWrongOptionsBeforeItStartsAnything() throws Exception {
        assertWrong("--events must be from", "demo", "--events", "5");
        assertWrong("/no/such/file cannot be read", "demo", "--input", "/no/such/file");
        assertWrong("must be a directory with 1 to 50 videos, it has 0", "demo", "--media", "/no/such");
        assertWrong("--set takes key=value", "up", "--set", "serving.port");
        assertWrong("serving.port must be a whole number from 1 to 65535, is 'x'", "up", "--set", "serving.port=x");
        assertWrong("stack.large must be yes or no, is 'maybe'", "up", "--set", "stack.large=maybe");
        assertWrong("Unknown option", "up", "--fast");
    }

    @Test
    void commandsOnTheStackSayHowToStartIt() throws Exception {
        assertWrong("./we up", "epoch", "list");
        assertWrong("./we up", "replay", "some.jsonl");
    }

    @Test
    void aTakenPortStopsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WeProcess.Ended ended = we.run("up", "--set", "serving.port=" + taken.getLocalPort());
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("port " + taken.getLocalPort() + " (serving.port) is taken");
        }
    }

    @Test
    void tooSmallADiskStopsTheStart() throws Exception {
        WeProcess.Ended ended = we.run("up", "--set", "stack.minFreeMb=1000000000");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("MB free", "stack.minFreeMb", "WE_HOME");
    }

    @Test
    void nothingRunningIsNoError() throws Exception {
        assertThat(we.run("down").out()).contains("Nothing was running");
        WeProcess.Ended status = we.run("status", "--json");
        assertThat(status.status()).isZero();
        assertThat(new ObjectMapper().readTree(status.out()).get("state").asText())
                .isEqualTo("DOWN");
    }

    @Test
    void anotherJavaIsNamedWithItsVersion() throws Exception {
        Path java = tool("jdk/bin/java", "echo 'openjdk version \"11.0.2\"' >&2");
        WeProcess.Ended ended =
                runUnbuilt(Map.of("JAVA_HOME", java.getParent().getParent().toString()));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("JDK 17 is needed", "version 11");
    }

    @Test
    void missingMavenAndNodeAreNamed() throws Exception {
        Path java = tool("jdk/bin/java", "echo 'openjdk version \"17.0.1\"' >&2");
        tool("jdk/bin/javac", "");
        Path tools = dir.resolve("tools");
        for (String name : List.of("bash", "sh", "dirname", "sed", "head", "mkdir", "find", "flock", "cat")) {
            tool("tools/" + name, "exec /usr/bin/" + name + " \"$@\"");
        }
        Map<String, String> environment =
                Map.of("JAVA_HOME", java.getParent().getParent().toString(), "PATH", tools.toString());
        assertThat(runUnbuilt(environment).err()).contains("Maven is needed");
        tool("tools/mvn", "exit 1");
        assertThat(runUnbuilt(environment).err()).contains("Node 20 with npm is needed");
        tool("tools/node", "echo v18.1.0");
        assertThat(runUnbuilt(environment).err()).contains("node is version 18");
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        Path java = tool("jdk/bin/java", "echo 'openjdk version \"17.0.1\"' >&2");
        tool("jdk/bin/javac", "");
        tool("tools/mvn", "echo '[ERROR] Main.java: no such symbol'; exit 1");
        tool("tools/node", "echo v20.1.0");
        tool("tools/npm", "");
        WeProcess.Ended ended = runUnbuilt(Map.of(
                "JAVA_HOME",
                java.getParent().getParent().toString(),
                "PATH",
                dir.resolve("tools") + ":" + System.getenv("PATH")));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("no such symbol", "The build failed", "log/build.log");
    }

    private void assertWrong(String message, String... arguments) throws Exception {
        WeProcess.Ended ended = we.run(arguments);
        assertThat(ended.status()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(message);
    }

    private Path tool(String name, String script) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A copy of the script in a directory in which nothing was built. */
    private WeProcess.Ended runUnbuilt(Map<String, String> environment) throws Exception {
        Path script = Files.createDirectories(dir.resolve("unbuilt")).resolve("we");
        if (!Files.exists(script)) {
            Files.copy(WeProcess.root().resolve("we"), script, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path out = dir.resolve("unbuilt.out");
        Path err = dir.resolve("unbuilt.err");
        Process process = we.start(script, environment, out, err, "status");
        return new WeProcess.Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }
}

package io.wetoken.stack.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wetoken.stack.launcher.server.ServerSpec;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.setup.StackSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor on real processes. */
class SupervisorIT {
    static final List<ServerSpec> THREE = List.of(
            ScriptServer.lasting("one"), ScriptServer.lasting("two", "one"), ScriptServer.lasting("three", "two"));

    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path dir;

    private Home home;

    @BeforeEach
    void createHome() throws StackException {
        home = new Home(dir);
        home.create();
    }

    static ServerSpec.Context context(Home home) throws StackException {
        return context(home, 20);
    }

    private static ServerSpec.Context context(Home home, int startSeconds) throws StackException {
        Installation installation = new Installation(Path.of(System.getProperty("we.root")));
        List<String> settings = List.of("stack.stopSeconds=5", "stack.startSeconds=" + startSeconds);
        return new ServerSpec.Context(installation, home, StackSettings.load(home, installation, List.of(), settings));
    }

    @Test
    void serversStartInTheOrderOfTheirNeedsAndStopInTheReverse() throws Exception {
        Supervisor supervisor = supervisor(THREE);
        supervisor.start();
        assertThat(StackState.read(home).orElseThrow().state()).isEqualTo("READY");
        supervisor.close();
        assertThat(Files.readAllLines(dir.resolve("events")))
                .containsExactly("start one", "start two", "start three", "stop three", "stop two", "stop one");
        assertThat(StackState.read(home).orElseThrow().state()).isEqualTo("STOPPED");
    }

    @Test
    void whatAKilledServerLeftOfTemporaryFilesIsClearedAtItsNextStart() throws Exception {
        Path left = Files.createDirectories(home.temporary("one").resolve("unpacked"))
                .resolve("library.so");
        Files.writeString(left, "old");
        try (Supervisor supervisor = supervisor(THREE)) {
            supervisor.start();
            assertThat(home.temporary("one")).isEmptyDirectory();
        }
    }

    @Test
    void aServerThatEndsWhileStartingNamesItsLog() throws Exception {
        ServerSpec broken = new ScriptServer("broken", List.of("one"), List.of(), "echo no such luck; exit 3");
        try (Supervisor supervisor = supervisor(List.of(THREE.get(0), broken))) {
            assertThatThrownBy(supervisor::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("broken")
                    .hasMessageContaining("status 3")
                    .hasMessageContaining(home.log("broken").toString())
                    .hasMessageContaining("no such luck");
        }
        assertThat(runs("one")).isFalse();
    }

    @Test
    void aServerThatIsKilledIsNamedWithItsLogAndStartedAgain() throws Exception {
        try (Supervisor supervisor = supervisor(THREE)) {
            supervisor.start();
            long first = pid("two");
            watch(supervisor);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> told.stream().anyMatch(line -> line.startsWith("two is ready again")));
            assertThat(pid("two")).isNotEqualTo(first);
            assertThat(told)
                    .anySatisfy(line -> assertThat(line)
                            .contains("two")
                            .contains("status 137")
                            .contains(home.log("two").toString()));
        }
    }

    @Test
    void aServerThatKeepsEndingIsGivenUp() throws Exception {
        ServerSpec flaky = new ScriptServer(
                "flaky", List.of(), List.of(), "echo READY; until [ -e go ]; do sleep 0.1; done; exit 7");
        try (Supervisor supervisor = supervisor(List.of(flaky))) {
            supervisor.start();
            Files.createFile(dir.resolve("go"));
            assertThatThrownBy(supervisor::watch)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("status 7")
                    .hasMessageContaining(home.log("flaky").toString());
        }
    }

    @Test
    void aServerThatDoesNotBecomeReadyAgainIsKilledAndThenGivenUp() throws Exception {
        ServerSpec slow = new ScriptServer(
                "slow",
                List.of(),
                List.of(),
                "[ -e first ] && exec sleep 60; touch first; echo READY; until [ -e go ]; do sleep 0.1; done; exit 7");
        try (Supervisor supervisor = new Supervisor(List.of(slow), context(home, 1), told::add)) {
            supervisor.start();
            Files.createFile(dir.resolve("go"));
            assertThatThrownBy(supervisor::watch)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("status 137")
                    .hasMessageContaining("started 4 times within an hour");
        }
        assertThat(told).anySatisfy(line -> assertThat(line).contains("slow is not ready after 1 s"));
    }

    /** As on a full disk: the file can be neither replaced nor written. */
    @Test
    void aStateThatCannotBeWrittenIsToldAndEverythingIsStoppedAllTheSame() throws Exception {
        Files.createDirectories(home.run().resolve("state.json/occupied"));
        Supervisor supervisor = supervisor(THREE);
        supervisor.start();
        supervisor.close();
        assertThat(told).filteredOn(line -> line.contains("state.json")).hasSize(1);
        assertThat(Files.readAllLines(dir.resolve("events")))
                .endsWith("start three", "stop three", "stop two", "stop one");
    }

    @Test
    void aLogIsBoundedWhileItsServerRuns() throws Exception {
        ServerSpec talkative = new ScriptServer(
                "talkative",
                List.of(),
                List.of(),
                "echo READY; until [ -e talk ]; do sleep 0.1; done; yes | head -c 20000000; until [ -e go ]; do sleep 0.1; done; echo again; exec sleep 60");
        try (Supervisor supervisor = supervisor(List.of(talkative))) {
            supervisor.start();
            Files.createFile(dir.resolve("talk"));
            watch(supervisor);
            Path log = home.log("talkative");
            // The older stretch is there before the newer one is emptied, and what is printed between the two is lost.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(log.resolveSibling("talkative.log.1")) && Files.size(log) < 16 << 20);
            Files.createFile(dir.resolve("go"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(log).endsWith("again\n"));
            assertThat(Files.size(log)).isLessThan(16 << 20);
        }
    }

    @Test
    void aTakenPortIsNamedWithItsKeyAndAnotherChoice() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Installation installation = new Installation(Path.of(System.getProperty("we.root")));
            StackSettings settings =
                    StackSettings.load(home, installation, List.of(), List.of("serving.port=" + taken.getLocalPort()));
            List<ServerSpec> site = List.of(new ScriptServer("site", List.of(), List.of("serving.port"), "exit 0"));
            assertThatThrownBy(() -> Preflight.check(site, home, settings))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (serving.port) is taken")
                    .hasMessageContaining("--set serving.port=")
                    .hasMessageContaining(home.overrides().toString());
        }
    }

    @Test
    void aFullDiskIsNamedBeforeAnythingStarts() throws Exception {
        Installation installation = new Installation(Path.of(System.getProperty("we.root")));
        StackSettings settings =
                StackSettings.load(home, installation, List.of(), List.of("stack.minFreeMb=1000000000"));
        assertThatThrownBy(() -> Preflight.check(List.of(), home, settings))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.dir().toString())
                .hasMessageContaining("1000000000 MB")
                .hasMessageContaining("WE_HOME");
    }

    @Test
    void sigtermOfTheSupervisorStopsEveryProcess() throws Exception {
        Process supervisor = supervisorProcess();
        assertThat(runs("one") && runs("two") && runs("three")).isTrue();
        List<Long> pids = List.of(pid("one"), pid("two"), pid("three"));
        supervisor.destroy();
        assertThat(supervisor.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pids).noneMatch(SupervisorIT::alive);
        assertThat(Files.readAllLines(dir.resolve("events"))).endsWith("stop three", "stop two", "stop one");
    }

    @Test
    void whatAKilledSupervisorLeftIsStoppedLater() throws Exception {
        Process supervisor = supervisorProcess();
        List<Long> pids = List.of(pid("one"), pid("two"), pid("three"));
        supervisor.destroyForcibly().waitFor();
        assertThat(pids).allMatch(SupervisorIT::alive);
        assertThat(Stop.all(home)).contains("one", "two", "three");
        assertThat(pids).noneMatch(SupervisorIT::alive);
        assertThat(Stop.all(home)).isEmpty();
    }

    @Test
    void aProcessIdThatIsUsedAgainIsNotTouched() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(home.run().resolve("one.pid"), innocent.pid() + " 1000\n");
            assertThat(Stop.all(home)).isEmpty();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    private void watch(Supervisor supervisor) {
        Thread watch = new Thread(() -> {
            try {
                supervisor.watch();
            } catch (StackException | InterruptedException e) {
                told.add(e.toString());
            }
        });
        watch.start();
    }

    private Supervisor supervisor(List<ServerSpec> specs) throws StackException {
        return new Supervisor(specs, context(home), told::add);
    }

    private Process supervisorProcess() throws IOException {
        Path log = dir.resolve("supervisor-main.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dwe.root=" + System.getProperty("we.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisorMain.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !process.isAlive() || Files.readAllLines(log).contains("UP"));
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        return process;
    }

    private long pid(String name) throws StackException {
        return StackState.read(home).orElseThrow().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private boolean runs(String name) throws StackException {
        return alive(pid(name));
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}

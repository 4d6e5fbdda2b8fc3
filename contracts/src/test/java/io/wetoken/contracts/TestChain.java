package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.http.HttpService;

/** A development chain in a process of its own, on a free port, and what the tests do to it. */
public final class TestChain implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Path directory;
    private final int port;
    private final HttpService http;
    private final Web3j web3j;
    private Process keeper;

    private TestChain(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.http = new HttpService("http://127.0.0.1:" + port);
        this.web3j = Web3j.build(http);
    }

    /** @param directory holds the chain's state, {@code we.properties}, the contracts file and the secrets */
    public static TestChain start(Path directory) throws IOException {
        TestChain chain = new TestChain(directory, freePort());
        chain.start();
        return chain;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    public void start() throws IOException {
        keeper = java(
                "io.wetoken.contracts.devchain.DevChain",
                "--dir",
                chainDirectory().toString(),
                "--port",
                "" + port);
        BufferedReader out = keeper.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("READY http://127.0.0.1:" + port);
        Files.writeString(config(), """
                chain.url=http://127.0.0.1:%d
                chain.contracts=%s
                secrets.dir=%s
                """.formatted(port, contracts(), secrets()));
    }

    /** Runs the deployment command as an operator does. */
    Process deploy() throws IOException {
        return command("io.wetoken.contracts.Deploy");
    }

    /** Runs a command that reads the settings file. */
    Process command(String main, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--config", config().toString()));
        all.addAll(List.of(arguments));
        return java(main, all.toArray(String[]::new));
    }

    /** What the command printed, after it ended with {@code status}. */
    static String output(Process process, int status) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isEqualTo(status);
        return out;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    public Web3j web3j() {
        return web3j;
    }

    Node node() {
        return new Node(web3j, http);
    }

    /** Asks anvil for something that only it knows. */
    void anvil(String method, Object... arguments) throws IOException {
        Node.checked(new Request<>(method, List.of(arguments), http, Node.Plain.class).send());
    }

    Path config() {
        return directory.resolve("we.properties");
    }

    Path contracts() {
        return directory.resolve("contracts.json");
    }

    Path secrets() {
        return directory.resolve("secrets");
    }

    public Path chainDirectory() {
        return directory.resolve("chain");
    }

    /** SIGKILL to the process that saves; anvil goes on. */
    public void killKeeper() throws InterruptedException {
        keeper.destroyForcibly().waitFor();
    }

    public ProcessHandle anvil() throws IOException {
        String pid = Files.readString(chainDirectory().resolve("anvil.pid")).split(" ", -1)[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** SIGTERM; anvil is stopped too. */
    public void stop() {
        keeper.destroy();
        keeper.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        stop();
        web3j.shutdown();
    }

    private static Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}

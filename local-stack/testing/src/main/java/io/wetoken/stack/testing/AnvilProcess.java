package io.wetoken.stack.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real EVM development chain (anvil). */
public final class AnvilProcess extends ServerProcess {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String url;

    AnvilProcess(List<String> options) throws IOException {
        this(Ports.free(), binary(), options);
    }

    private AnvilProcess(int port, Path binary, List<String> options) throws IOException {
        super("anvil", dir -> command(binary, port, options));
        this.url = "http://127.0.0.1:" + port;
    }

    /** Address of its JSON-RPC. */
    public String url() {
        return url;
    }

    @Override
    boolean ready() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(2))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}"))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("\"result\"");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for anvil", e);
        }
    }

    private static List<String> command(Path binary, int port, List<String> options) {
        List<String> line = new ArrayList<>(List.of(
                binary.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--prune-history",
                "16",
                "--enable-tx-gas-limit",
                "--block-base-fee-per-gas",
                "0"));
        line.addAll(options);
        return line;
    }

    private static Path binary() throws IOException {
        Path packages = TestServers.root().resolve("contracts/node_modules/@foundry-rs");
        if (Files.isDirectory(packages)) {
            try (Stream<Path> found = Files.list(packages)) {
                for (Path dir : found.sorted().toList()) {
                    Path binary = dir.resolve("bin/anvil");
                    if (dir.getFileName().toString().startsWith("anvil-") && Files.isExecutable(binary)) {
                        return binary;
                    }
                }
            }
        }
        throw new IOException(
                "anvil is not in " + packages + "; the build of the module contracts installs it (npm ci)");
    }
}

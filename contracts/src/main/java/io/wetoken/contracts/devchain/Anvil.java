package io.wetoken.contracts.devchain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One anvil process, and the file that remembers it for the case that its keeper is killed. */
final class Anvil {
    private static final int STOP_SECONDS = 10;

    private final Path binary;
    private final Path remembered;

    Anvil(Path binary, Path directory) {
        this.binary = binary;
        this.remembered = directory.resolve("anvil.pid");
    }

    /** Where the build puts it: beside this module's classes. */
    static Path built() {
        try {
            return Path.of(Anvil.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("bin/anvil");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds a location that is no URI", e);
        }
    }

    /** @throws IOException naming the port if something listens there */
    Process start(int port, long chainId, Optional<Path> state) throws IOException {
        if (!Files.isExecutable(binary)) {
            throw new IOException("there is no " + binary + "; build the module contracts first");
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new IOException("port " + port + " is taken; stop what uses it or choose another with --port", e);
        }
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--silent", "--host", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--chain-id", Long.toString(chainId)));
        // A base fee of 0 keeps accounts from needing ether; without the limit the cap of EIP-7825 would not be
        // enforced.
        command.addAll(List.of("--block-base-fee-per-gas", "0", "--enable-tx-gas-limit", "--prune-history", "16"));
        state.ifPresent(file -> command.addAll(List.of("--load-state", file.toString())));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Files.writeString(remembered, process.pid() + " " + port + "\n");
        return process;
    }

    /** Saves and stops the anvil of a keeper that was killed, if there is one: it still has what was not saved. */
    void rescue(ChainState state) throws IOException, InterruptedException {
        Optional<String[]> last = Files.exists(remembered)
                ? Optional.of(Files.readString(remembered).trim().split(" ", -1))
                        .filter(parts -> parts.length == 2)
                : Optional.empty();
        if (last.isEmpty()) {
            return;
        }
        String port = last.get()[1];
        Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(last.get()[0]))
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(port))
                .filter(process -> process.info().command().orElse("").endsWith("/anvil"));
        if (orphan.isPresent()) {
            Rpc rpc = new Rpc(Integer.parseInt(port));
            if (rpc.answers()) {
                state.save(rpc);
            }
            stop(orphan.get());
        }
        Files.deleteIfExists(remembered);
    }

    static void stop(ProcessHandle process) throws IOException, InterruptedException {
        process.destroyForcibly();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("anvil (process " + process.pid() + ") does not stop", e);
        }
    }
}

package io.wetoken.settlement.bench.faults;

import io.wetoken.contracts.devchain.DevChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The development chain as a process of its own, whose blocks come at a steady pace whether or not there is anything for them. */
final class Chain implements AutoCloseable {
    /** So that what is {@link #DEPTH} blocks old has surely been saved by the keeper. */
    static final long BLOCK_MILLIS = 150;

    /** Blocks that must follow the one that is believed. */
    static final int DEPTH = 6;

    private static final int REORG_TRIES = 100;

    private final Path directory;
    private final int port;
    private final FaultyNode node;
    private final Thread blocks = new Thread(this::blocks, "blocks");
    private Process keeper;
    private volatile boolean closed;
    private volatile boolean standing;

    Chain(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        try (ServerSocket probe = new ServerSocket(0)) {
            this.port = probe.getLocalPort();
        }
        this.node = new FaultyNode("http://127.0.0.1:" + port);
        start();
        blocks.setDaemon(true);
    }

    /** What stands between it and everybody. */
    FaultyNode node() {
        return node;
    }

    /** From now on transactions wait for the next block. */
    void begin() throws IOException, InterruptedException {
        node.rpc("evm_setAutomine", "false");
        standing = true;
        blocks.start();
    }

    private void start() throws IOException, InterruptedException {
        keeper = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DevChain.class.getName(),
                        "--dir",
                        directory.toString(),
                        "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line == null || !line.startsWith("READY"); line = out.readLine()) {
            if (line == null) {
                throw new IOException("The development chain did not start: " + said);
            }
            said.append(line).append('\n');
        }
    }

    /** Kills node and keeper, and starts them from what was saved last. */
    void restart() throws IOException, InterruptedException {
        standing = false;
        keeper.descendants().forEach(ProcessHandle::destroyForcibly);
        keeper.destroyForcibly().waitFor();
        start();
        node.rpc("evm_setAutomine", "false");
        standing = true;
    }

    /** Replaces the newest blocks, fewer than are waited for, by empty ones. A node that was started a moment ago has to make some first. */
    void reorg(Random random) throws IOException, InterruptedException {
        String blocks = (1 + random.nextInt(DEPTH - 2)) + ",[]";
        for (int tries = 1; ; tries++) {
            try {
                node.rpc("anvil_reorg", blocks);
                return;
            } catch (IOException e) {
                if (tries == REORG_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(BLOCK_MILLIS);
            }
        }
    }

    private void blocks() {
        while (!closed) {
            try {
                if (standing) {
                    node.rpc("evm_mine", "");
                }
                TimeUnit.MILLISECONDS.sleep(BLOCK_MILLIS);
            } catch (IOException e) {
                // It is being killed, which is the point.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        blocks.interrupt();
        keeper.descendants().forEach(ProcessHandle::destroyForcibly);
        keeper.destroyForcibly();
        node.close();
    }
}

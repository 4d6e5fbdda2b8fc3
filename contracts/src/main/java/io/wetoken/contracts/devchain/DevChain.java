package io.wetoken.contracts.devchain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs anvil and saves its state as it changes. Killed itself, it finds its anvil again at the next start and loses nothing; if anvil is killed, what was mined
 * since the last save (about a quarter of a second) is gone, and whoever sent it must ask the chain again.
 */
@Command(
        name = "dev-chain",
        mixinStandardHelpOptions = true,
        description =
                "Runs the development chain on 127.0.0.1 and keeps its state in a directory; READY when it answers.")
public final class DevChain implements Callable<Integer> {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration SAVE_EVERY = Duration.ofMillis(200);
    private static final int SAVING_SHARE = 10;

    @Option(names = "--dir", required = true, description = "where the state is kept")
    private Path directory;

    @Option(names = "--port", required = true, description = "JSON-RPC port on 127.0.0.1")
    private int port;

    @Option(names = "--chain-id", defaultValue = "31337", description = "EIP-155 id (default ${DEFAULT-VALUE})")
    private long chainId;

    @Option(names = "--anvil", description = "the anvil binary (default: the one that the build fetched)")
    private Path binary;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new DevChain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Files.createDirectories(directory);
            try (FileChannel file = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.tryLock()) {
                if (lock == null) {
                    throw new IOException("another development chain runs on " + directory);
                }
                return run();
            }
        } catch (IOException e) {
            spec.commandLine().getErr().println("Development chain: " + e.getMessage());
            return 1;
        }
    }

    private int run() throws IOException, InterruptedException {
        ChainState state = new ChainState(directory);
        Anvil anvil = new Anvil(binary == null ? Anvil.built() : binary, directory);
        anvil.rescue(state);
        Process process = anvil.start(port, chainId, state.unpack());
        Rpc rpc = new Rpc(port);
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, process, state, rpc), "stop-chain"));
        awaitStart(process, rpc);
        state.discardUnpacked();
        spec.commandLine().getOut().println("READY " + rpc.url());
        spec.commandLine().getOut().flush();
        return keep(stopping, process, state, rpc);
    }

    private static void awaitStart(Process process, Rpc rpc) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!rpc.answers()) {
            if (!process.isAlive()) {
                throw new IOException("anvil ended with status " + process.exitValue() + "; its message stands above");
            }
            if (System.nanoTime() > end) {
                throw new IOException("anvil does not answer after " + START.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    /** Saves until anvil ends; a tenth of the time at most, however large the chain has become. */
    private int keep(AtomicBoolean stopping, Process process, ChainState state, Rpc rpc)
            throws IOException, InterruptedException {
        String trouble = "";
        while (process.isAlive()) {
            long begin = System.nanoTime();
            String now = "";
            synchronized (state) {
                if (!stopping.get()) {
                    now = save(process, state, rpc);
                }
            }
            if (!now.equals(trouble)) {
                spec.commandLine().getErr().println("Development chain: " + (now.isEmpty() ? "saved again" : now));
                trouble = now;
            }
            Duration pause = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(SAVING_SHARE);
            Thread.sleep((pause.compareTo(SAVE_EVERY) > 0 ? pause : SAVE_EVERY).toMillis());
        }
        if (stopping.get()) {
            return 0;
        }
        throw new IOException("anvil ended with status " + process.exitValue() + "; start again, the chain is kept");
    }

    /** What is wrong, or nothing. A full disk must not end the chain: its memory still holds everything. */
    private static String save(Process process, ChainState state, Rpc rpc) throws InterruptedException {
        try {
            state.save(rpc);
            return "";
        } catch (IOException e) {
            return process.isAlive() ? "its state cannot be saved, going on without: " + e : "";
        }
    }

    private void stop(AtomicBoolean stopping, Process process, ChainState state, Rpc rpc) {
        synchronized (state) {
            stopping.set(true);
            try {
                if (process.isAlive()) {
                    state.save(rpc);
                    Anvil.stop(process.toHandle());
                }
            } catch (IOException e) {
                spec.commandLine().getErr().println("Development chain: not saved at the end: " + e.getMessage());
                process.destroyForcibly();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.Installation;
import io.wetoken.stack.launcher.setup.StackException;
import io.wetoken.stack.launcher.supervise.PidFile;
import io.wetoken.stack.launcher.supervise.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs one command after another as a process and hands over what it printed; {@link #close} ends those that still run. */
final class Jobs implements AutoCloseable {
    private static final int TAIL_LINES = 20;
    /** A command that lives for seconds never earns back what the optimizing compiler costs. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1");

    private final Home home;
    private final Installation installation;
    private final Consumer<String> tell;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param tell gets each line of a command's progress */
    Jobs(Home home, Installation installation, Consumer<String> tell) {
        this.home = home;
        this.installation = installation;
        this.tell = tell;
    }

    /**
     * Runs a module's main to its end.
     *
     * @param name names its log
     * @return its exit status and the last line of its standard output
     */
    Result run(String name, String module, String main, List<String> arguments)
            throws StackException, InterruptedException {
        Path log = home.log(name);
        Path out = home.logs().resolve(name + ".out");
        Process process;
        try {
            process = new ProcessBuilder(Session.own(installation.java(module, main, SHORT_LIVED, arguments)))
                    .directory(home.dir().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .start();
            running.add(process);
            PidFile pid = PidFile.of(home.run(), name);
            pid.write(process.toHandle());
            if (closed) {
                process.destroyForcibly();
            }
            Deque<String> tail = follow(process, log);
            int status = process.waitFor();
            running.remove(process);
            pid.delete();
            List<String> lines = Files.readAllLines(out);
            return new Result(name, status, lines.isEmpty() ? "" : lines.get(lines.size() - 1), log, List.copyOf(tail));
        } catch (IOException | UncheckedIOException e) {
            throw StackException.failed("Cannot run " + name, e);
        }
    }

    private Deque<String> follow(Process process, Path log) throws IOException {
        Deque<String> tail = new ArrayDeque<>();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
                Writer file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line + "\n");
                file.flush();
                tell.accept("    " + line);
                tail.addLast(line);
                if (tail.size() > TAIL_LINES) {
                    tail.removeFirst();
                }
            }
        }
        return tail;
    }

    @Override
    public void close() {
        closed = true;
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** @param lastLine of standard output, where a command with {@code --json} prints its object */
    record Result(String name, int status, String lastLine, Path log, List<String> tail) {
        /** @throws StackException unless it ended with status 0 */
        Result ok() throws StackException {
            if (status != 0) {
                throw StackException.failed(
                        name + " ended with status " + status + "; its log is " + log + " and ends with:\n"
                                + tail.stream().map(line -> "    " + line).collect(Collectors.joining("\n")));
            }
            return this;
        }
    }
}

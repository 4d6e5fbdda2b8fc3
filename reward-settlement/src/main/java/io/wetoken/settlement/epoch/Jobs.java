package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Starts other modules' jobs as processes, as an operator would, from the command lines of the settings. Their output goes to the log directory. */
public final class Jobs {
    /** The exit status of a job that says what it waits for. */
    public static final int MUST_WAIT = 3;

    private static final int TAIL_BYTES = 1 << 13;

    private final Path config;
    private final Path log;

    public Jobs(Path config, Path log) {
        this.config = config.toAbsolutePath();
        this.log = log.toAbsolutePath();
    }

    /**
     * @param status exit status
     * @param lastLine of what it printed
     */
    public record Result(int status, String lastLine, Path log) {}

    /** Runs a job that must succeed. */
    public void run(String name, String line, Epoch epoch, String... arguments)
            throws IOException, InterruptedException {
        Result result = start(name, line, epoch, arguments);
        if (result.status() != 0) {
            throw new SettlementException("The job " + name + " of " + epoch + " ended with status " + result.status()
                    + ": " + result.lastLine() + " (see " + result.log() + ")");
        }
    }

    /**
     * Runs {@code line --config FILE --date D arguments…} to its end. A run of the same job that a killed predecessor left behind is ended first, so that
     * two never write at once; should this process be interrupted, the job is ended too.
     */
    public Result start(String name, String line, Epoch epoch, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(log);
        Path output = log.resolve(name + "-" + epoch + ".log");
        Path pid = pid(name, epoch);
        endLeftOver(name, epoch);
        StringBuilder words = new StringBuilder("echo $$ > ")
                .append(quoted(pid.toString()))
                .append(" && ")
                .append(line);
        List<String> all = new ArrayList<>(List.of("--config", config.toString(), "--date", epoch.toString()));
        all.addAll(Arrays.asList(arguments));
        all.forEach(word -> words.append(' ').append(quoted(word)));
        Process process = new ProcessBuilder("/bin/sh", "-c", words.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            int status = process.waitFor();
            return new Result(status, lastLine(output), output);
        } finally {
            if (process.isAlive()) {
                end(process.toHandle());
            }
            Files.deleteIfExists(pid);
        }
    }

    private Path pid(String name, Epoch epoch) {
        return log.resolve(name + "-" + epoch + ".pid");
    }

    /** Ends a job whose starter was killed, if there is one. */
    public void endLeftOver(String name, Epoch epoch) throws IOException {
        Path pid = pid(name, epoch);
        if (!Files.exists(pid)) {
            return;
        }
        String number = Files.readString(pid).strip();
        if (number.matches("[0-9]{1,10}")) {
            // The number may have been given to somebody else since; the job's own arguments tell.
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(number))
                    .filter(handle -> Arrays.stream(handle.info().arguments().orElse(new String[0]))
                            .anyMatch(argument -> argument.contains(epoch.toString())));
            left.ifPresent(Jobs::end);
        }
        Files.delete(pid);
    }

    private static void end(ProcessHandle job) {
        List<ProcessHandle> all = new ArrayList<>(job.descendants().toList());
        all.add(job);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    private static String lastLine(Path output) throws IOException {
        String last = "it printed nothing";
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            for (String line : new String(tail, StandardCharsets.UTF_8).split("\n", -1)) {
                last = line.isBlank() ? last : line.strip();
            }
        }
        return last;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

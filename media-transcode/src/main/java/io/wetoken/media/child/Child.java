package io.wetoken.media.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs one program within limits that the kernel keeps ({@code setrlimit}, set by a POSIX shell), so that nothing a file contains can take the machine.
 * The shell holds the reading end of a pipe from us: when we are gone, however we went, the program is killed.
 */
public final class Child {
    /** The arguments are words of the shell, never text that it parses. */
    private static final String SCRIPT = """
            { ulimit -c 0; ulimit -t "$1"; ulimit -v "$2"; ulimit -f "$3"; } 2>/dev/null
            shift 3
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            ( read -r _ <&3; kill -9 $child ) >/dev/null 2>&1 &
            watch=$!
            wait $child
            status=$?
            kill $watch
            { echo TIMES; times; } >&2
            exit $status
            """;

    private static final int KEPT_OUT = 32 << 20;
    private static final int KEPT_ERRORS = 64 << 10;
    private static final int BLOCK = 512;
    private static final long LOOK_MILLIS = 100;
    private static final Duration END = Duration.ofSeconds(10);
    /** glibc says this of libraries that stand in for others. */
    private static final String STAND_IN = ": no version information available (required by ";

    private final Binaries binaries;

    public Child(Binaries binaries) {
        this.binaries = binaries;
    }

    /**
     * Runs until it ends or must end.
     *
     * @param tooMuch asked ten times a second: whether it has written more than it may
     */
    public Ended run(List<String> command, Path directory, Allowance allowance, BooleanSupplier tooMuch)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        line.add(Long.toString(allowance.cpuSeconds()));
        line.add(Long.toString(allowance.memoryBytes() >> 10));
        line.add(Long.toString(Math.max(1, allowance.fileBytes() / BLOCK)));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(binaries.environment());
        Process process = builder.start();
        CompletableFuture<String> out = drain(process.getInputStream(), KEPT_OUT);
        CompletableFuture<String> errors = drain(process.getErrorStream(), KEPT_ERRORS);
        boolean overTime = false;
        boolean overSize = false;
        long began = System.nanoTime();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !overTime && !overSize) {
                overTime = System.nanoTime() - began > allowance.wall().toNanos();
                overSize = !overTime && tooMuch.getAsBoolean();
            }
        } finally {
            stop(process);
        }
        List<String> lines = new ArrayList<>(errors.join().lines().toList());
        double cpu = times(lines);
        lines.removeIf(text -> text.contains(STAND_IN));
        return new Ended(process.exitValue(), out.join(), lines, overTime, overSize, cpu);
    }

    /** Closing the pipe kills the program; the shell then reports and ends. */
    private static void stop(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<String> drain(InputStream in, int kept) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    Tail bytes = new Tail(kept);
                    try (in) {
                        in.transferTo(bytes);
                        text.complete(bytes.text());
                    } catch (IOException e) {
                        // The process is gone; what it said before counts.
                        text.complete(bytes.text());
                    }
                },
                "child-output");
        thread.setDaemon(true);
        thread.start();
        return text;
    }

    /** The first half and the last half of what is written: first errors name the cause, last lines the times. */
    private static final class Tail extends java.io.OutputStream {
        private final int half;
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private ByteArrayOutputStream before = new ByteArrayOutputStream();
        private ByteArrayOutputStream now = new ByteArrayOutputStream();

        Tail(int kept) {
            this.half = kept / 2;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int first = Math.min(length, half - head.size());
            head.write(bytes, offset, first);
            if (first < length) {
                now.write(bytes, offset + first, length - first);
                if (now.size() > half) {
                    before = now;
                    now = new ByteArrayOutputStream();
                }
            }
        }

        String text() {
            return head.toString(StandardCharsets.UTF_8)
                    + before.toString(StandardCharsets.UTF_8)
                    + now.toString(StandardCharsets.UTF_8);
        }
    }

    /** Takes the shell's report off the lines. @return the processor time of what it ran */
    private static double times(List<String> lines) {
        int report = lines.lastIndexOf("TIMES");
        if (report < 0) {
            return 0;
        }
        double seconds = 0;
        if (lines.size() > report + 2) {
            for (String part : lines.get(report + 2).strip().split(" ", -1)) {
                int minutes = part.indexOf('m');
                seconds += Integer.parseInt(part.substring(0, minutes)) * 60.0
                        + Double.parseDouble(part.substring(minutes + 1, part.length() - 1));
            }
        }
        lines.subList(report, lines.size()).clear();
        return seconds;
    }
}

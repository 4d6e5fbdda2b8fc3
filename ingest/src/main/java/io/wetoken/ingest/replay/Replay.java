package io.wetoken.ingest.replay;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay FILE [--to URL] [--speed X] [--json]}. Safe to repeat: the ids are the same, so a second run yields duplicates only. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends recorded behaviour to the collector and declares its days complete.",
            "Safe to repeat after it was stopped: what was sent already counts once."
        })
public final class Replay implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "One event a line, .jsonl or .jsonl.gz.")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "The collector; default: the first of the configured ones.")
    private String to;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, a properties file: read for 'collectors'.")
    private Path config;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "X times as fast as it was received; default: as fast as possible.")
    private Double speed;

    @Option(names = "--keep-open", description = "Do not declare the days complete: more of them will follow.")
    private boolean keepOpen;

    @Mixin
    private DoorOptions door;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Replay()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        URI collector;
        try {
            collector = collector();
            if (speed != null && !(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("--speed must be a positive number, is " + speed);
            }
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("No such file: " + file);
            }
        } catch (NoSuchFileException e) {
            return fail(2, "No such file: " + e.getFile());
        } catch (IOException | IllegalArgumentException e) {
            return fail(2, e.getMessage());
        }
        Clock clock = Clock.systemUTC();
        return send(new Sender(
                door.client(collector, clock, "replay"),
                speed == null ? Double.POSITIVE_INFINITY : speed,
                clock,
                System.err));
    }

    private int send(Sender sender) throws InterruptedException {
        long start = System.nanoTime();
        try (RecordedLines lines = new RecordedLines(file, Sender.MAX_BYTES)) {
            sender.send(lines);
            if (!keepOpen) {
                sender.complete();
            }
            print(sender.report(), start, !keepOpen);
            return 0;
        } catch (DamagedFileException e) {
            print(sender.report(), start, false);
            return fail(2, e.getMessage() + "; the lines before it were sent, its days were not declared complete");
        } catch (IOException e) {
            print(sender.report(), start, false);
            return fail(1, e.getMessage());
        }
    }

    private void print(Report report, long start, boolean complete) {
        double seconds = (System.nanoTime() - start) / 1e9;
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (door.json()) {
            out.println(report.json(seconds));
        } else {
            report.table(out, seconds, complete);
        }
    }

    private URI collector() throws IOException {
        if (to == null && config == null) {
            throw new IllegalArgumentException("Say where to send: --to URL, or --config FILE with 'collectors'");
        }
        if (to != null) {
            return DoorOptions.collector(to);
        }
        Settings settings = Settings.load(config);
        String first = DoorOptions.first(settings);
        settings.check();
        return DoorOptions.collector(first);
    }

    private static int fail(int status, String message) {
        System.err.println("replay: " + message);
        return status;
    }
}

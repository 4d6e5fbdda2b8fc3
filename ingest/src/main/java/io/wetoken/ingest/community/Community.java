package io.wetoken.ingest.community;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code community --events N --days 3 --last-day D --seed S --out FILE [--labels FILE]}. Same arguments, same bytes. */
@Command(
        name = "community",
        mixinStandardHelpOptions = true,
        description =
                "Writes recorded behaviour of a made-up community: mostly honest, partly fraud, known which is which.")
public final class Community implements Callable<Integer> {
    private static final int MIN_EVENTS = 500;
    private static final int MAX_EVENTS = 1_000_000;
    private static final int MAX_DAYS = 400;

    @Option(
            names = "--events",
            defaultValue = "20000",
            paramLabel = "N",
            description = "Lines to write, " + MIN_EVENTS + " to " + MAX_EVENTS
                    + " (about 600 bytes of heap each); default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--days",
            defaultValue = "3",
            paramLabel = "N",
            description = "UTC days, from 3; default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--last-day", required = true, paramLabel = "D", description = "The last of them, yyyy-mm-dd.")
    private String lastDay;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--fraud",
            defaultValue = "0.09",
            paramLabel = "SHARE",
            description = "How much of it is fraud, 0 to 0.5; default: ${DEFAULT-VALUE}.")
    private double fraud;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = ".jsonl or .jsonl.gz.")
    private Path out;

    @Option(names = "--labels", paramLabel = "FILE", description = "CSV id,label: 'honest' or the kind of fraud.")
    private Path labels;

    @Option(
            names = "--topics",
            paramLabel = "FILE",
            description = "CSV content,topic: what each video is about, a number.")
    private Path topics;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Community()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            check("--events", events, MIN_EVENTS, MAX_EVENTS);
            check("--days", days, 3, MAX_DAYS);
            if (!(fraud >= 0 && fraud <= 0.5)) {
                throw new IllegalArgumentException("--fraud must be from 0 to 0.5, is " + fraud);
            }
            Recording recording = Recording.of(events, days, LocalDate.parse(lastDay), seed, fraud);
            recording.write(out);
            if (labels != null) {
                recording.writeLabels(labels);
            }
            if (topics != null) {
                recording.writeTopics(topics);
            }
            return 0;
        } catch (DateTimeException e) {
            return fail(2, "--last-day must be a date such as 2026-11-21, is " + lastDay);
        } catch (IllegalArgumentException e) {
            return fail(2, e.getMessage());
        } catch (IOException e) {
            return fail(1, "Cannot write: " + e.getMessage());
        }
    }

    private static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    private static int fail(int status, String message) {
        System.err.println("community: " + message);
        return status;
    }
}

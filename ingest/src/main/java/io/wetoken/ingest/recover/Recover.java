package io.wetoken.ingest.recover;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.ingest.core.Reason;
import io.wetoken.ingest.kafka.KafkaRefusedLog;
import io.wetoken.ingest.kafka.KafkaSettings;
import io.wetoken.ingest.replay.DoorOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recover --config FILE --date D [--reason CODE…] [--dry-run] [--json]}. Safe to repeat: the ids are the same, so the first copy counts. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Judges again what was refused on a day, by the rules of today, and takes in what is good by them.",
            "What is recovered is received now, so it counts on the day of its recovery, and happened when it happened.",
            "What happened longer ago than ingest.maxAgeMs stays refused: copies are not recognised for longer.",
            "Safe to repeat: what was recovered already counts once."
        })
public final class Recover implements Callable<Integer> {
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(20);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings, a properties file: read for kafka.bootstrap and collectors.")
    private Path config;

    @Option(
            names = "--date",
            required = true,
            paramLabel = "D",
            description = "The UTC day on which it was refused, such as 2026-11-21.")
    private String date;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Only what was refused for this reason, such as UNKNOWN_KIND; may be repeated.")
    private List<String> reasons = List.of();

    @Option(names = "--dry-run", description = "Only tell what would be recovered.")
    private boolean dryRun;

    @Mixin
    private DoorOptions door;

    private record Request(Epoch day, Set<String> reasons, KafkaSettings kafka, URI collector) {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Recover()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Request request;
        try {
            request = request();
        } catch (NoSuchFileException e) {
            return fail(2, "No such file: " + e.getFile());
        } catch (IOException | IllegalArgumentException e) {
            return fail(2, e.getMessage());
        }
        Clock clock = Clock.systemUTC();
        Batches batches = new Batches(door.client(request.collector(), clock, "recover"), request.reasons(), dryRun);
        try {
            new KafkaRefusedLog(request.kafka(), clock).scan(request.day(), batches::add);
            batches.send();
            print(batches.tally(), request.day());
            return 0;
        } catch (IOException | KafkaException e) {
            print(batches.tally(), request.day());
            return fail(1, e.getMessage());
        }
    }

    private Request request() throws IOException {
        Epoch day = Epoch.parse(date);
        Set<String> known =
                Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.toCollection(TreeSet::new));
        for (String reason : reasons) {
            if (!known.contains(reason)) {
                throw new IllegalArgumentException("There is no reason " + reason + "; there are: " + known);
            }
        }
        Settings settings = Settings.load(config);
        String bootstrap = settings.text("kafka.bootstrap");
        String first = DoorOptions.first(settings);
        settings.check();
        URI collector = DoorOptions.collector(first);
        return new Request(
                day, Set.copyOf(reasons), new KafkaSettings(bootstrap, 1, KAFKA_PATIENCE, 1 << 20), collector);
    }

    private void print(Tally tally, Epoch day) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (door.json()) {
            out.println(tally.json(day, dryRun));
        } else {
            tally.table(out, day, dryRun);
        }
    }

    private static int fail(int status, String message) {
        System.err.println("recover: " + message);
        return status;
    }
}

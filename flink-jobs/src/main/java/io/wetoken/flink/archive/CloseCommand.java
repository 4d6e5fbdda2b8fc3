package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.avro.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exit status: 0 closed, 1 failed, 2 wrong command line or settings, 3 must wait (the last line says for what). */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description =
                "Closes a sealed epoch: waits until its finished archive files hold every record, then writes the manifest.")
public final class CloseCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MUST_WAIT = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, description = "the properties file with the addresses")
    private Path config;

    @Option(names = "--date", required = true, description = "the epoch, a UTC date such as 2026-11-21")
    private String date;

    @Option(
            names = "--wait-seconds",
            defaultValue = "120",
            description = "how long to wait for the archive (default: ${DEFAULT-VALUE})")
    private long waitSeconds;

    @Override
    public Integer call() throws InterruptedException {
        Epoch epoch;
        CloseConfig settings;
        try {
            epoch = Epoch.parse(date);
            settings = CloseConfig.from(Settings.load(config));
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try {
            Manifest manifest = close(epoch, settings);
            System.out.println(epoch + " is closed: " + manifest.getRecords() + " records = " + manifest.getValid()
                    + " valid + " + manifest.getSuspect() + " suspect + " + manifest.getDuplicates() + " duplicates in "
                    + manifest.getFiles().size() + " files");
            return 0;
        } catch (MustWaitException e) {
            System.err.println(e.getMessage());
            return MUST_WAIT;
        } catch (IOException e) {
            System.err.println("Cannot close " + epoch + ": " + e.getMessage());
            return FAILED;
        }
    }

    private Manifest close(Epoch epoch, CloseConfig settings) throws IOException, InterruptedException {
        DayClosing closing = new DayClosing(epoch, new ArchiveRoot(settings.archive()), System.err::println);
        Optional<Manifest> manifest = closing.already();
        if (manifest.isPresent()) {
            return manifest.get();
        }
        DayClosing.Count count;
        try (RawDay raw = new RawDay(settings.kafka())) {
            count = closing.count(raw);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        manifest = closing.close(count);
        while (manifest.isEmpty()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new MustWaitException("The archive of " + epoch + " was still short of " + count.records()
                        + " records after " + waitSeconds + " s; look at the stream job, then run this again");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            manifest = closing.close(count);
        }
        return manifest.get();
    }
}

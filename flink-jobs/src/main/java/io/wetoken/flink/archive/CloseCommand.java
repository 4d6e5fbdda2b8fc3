package io.wetoken.flink.archive;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.behaviour.avro.Review;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.review.DayReview;
import io.wetoken.flink.review.ReviewedLog;
import io.wetoken.flink.review.core.ReviewRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
                "Closes a sealed epoch: waits until its finished archive files hold every record, reviews it as a whole, then writes the manifest.")
public final class CloseCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MUST_WAIT = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Clock clock;

    public CloseCommand(Clock clock) {
        this.clock = clock;
    }

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

    @Option(
            names = "--check",
            description =
                    "closes nothing: makes the review of a closed day again and compares it with the manifest. Exit status 1: it differs; 3: it"
                            + " cannot be, for this release has other rules than the one that closed the day, or somebody was erased")
    private boolean check;

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
            if (check) {
                return check(epoch, settings);
            }
            Manifest manifest = close(epoch, settings);
            System.out.println(text(manifest));
            return 0;
        } catch (MustWaitException e) {
            System.err.println(e.getMessage());
            return MUST_WAIT;
        } catch (IOException e) {
            System.err.println("Cannot close " + epoch + ": " + e.getMessage());
            return FAILED;
        }
    }

    private static int check(Epoch epoch, CloseConfig settings) throws IOException {
        ArchiveRoot archive = new ArchiveRoot(settings.archive());
        ClosedDay closed = new Archive(archive)
                .day(epoch)
                .orElseThrow(() -> new IOException("it is not closed, so nothing to check"));
        Review review = closed.manifest().getReview();
        if (review == null || review.getVersion() != ReviewRules.VERSION) {
            System.err.println(epoch + " was "
                    + (review == null
                            ? "closed without a review"
                            : "reviewed by rules of version " + review.getVersion())
                    + ", this release has version " + ReviewRules.VERSION
                    + ": check it with the release that closed it");
            return MUST_WAIT;
        }
        if (closed.erasedFrom()) {
            System.err.println(epoch + " has events under other names since somebody was erased, and its hourly roots"
                    + " are of the names before: its review cannot be made again");
            return MUST_WAIT;
        }
        Optional<String> difference =
                new ReviewedLog(archive, epoch).difference(new DayReview(archive, epoch, System.err::println), closed);
        System.out.println(difference.orElse(epoch + ": the review made again agrees with the manifest"));
        return difference.isPresent() ? FAILED : 0;
    }

    private static String text(Manifest manifest) {
        long judged = manifest.getFiles().stream()
                .filter(file -> file.getKind() == ManifestFileKind.JUDGED)
                .count();
        String reviewed = manifest.getReview() == null
                ? ""
                : "; the review suspected " + manifest.getReview().getSuspected() + " more of "
                        + manifest.getReview().getAccounts() + " accounts and lifted "
                        + manifest.getReview().getLifted();
        return manifest.getEpoch() + " is closed: " + manifest.getRecords() + " records = " + manifest.getValid()
                + " valid + " + manifest.getSuspect() + " suspect + " + manifest.getDuplicates() + " duplicates in "
                + judged + " files of events" + reviewed;
    }

    private Manifest close(Epoch epoch, CloseConfig settings) throws IOException, InterruptedException {
        DayClosing closing = new DayClosing(epoch, new ArchiveRoot(settings.archive()), System.err::println);
        CorrectionLog corrections = new CorrectionLog(settings.kafka());
        Optional<ClosedDay> already = closing.already();
        if (already.isPresent()) {
            // Whoever wrote the manifest may have been killed before the corrections were sent.
            corrections.send(closing.corrections(already.get()));
            return already.get().manifest();
        }
        hold(epoch, settings.hold());
        DayClosing.Count count;
        try (RawDay raw = new RawDay(settings.kafka())) {
            count = closing.count(raw);
        }
        await(closing, count, epoch);
        DayClosing.Closed closed = closing.close(count);
        corrections.send(closed.corrections());
        return closed.manifest();
    }

    private void hold(Epoch epoch, Duration hold) throws MustWaitException {
        Instant until = Instant.ofEpochMilli(epoch.end()).plus(hold);
        if (!hold.isZero() && clock.instant().isBefore(until)) {
            throw new MustWaitException(epoch + " stays open for objections to suspicions until " + until
                    + " (review.holdMinutes): ./we guard explain and ./we guard lift");
        }
    }

    private void await(DayClosing closing, DayClosing.Count count, Epoch epoch)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (!closing.complete(count)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new MustWaitException("The archive of " + epoch + " was still short of " + count.records()
                        + " records after " + waitSeconds + " s; look at the stream job, then run this again");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}

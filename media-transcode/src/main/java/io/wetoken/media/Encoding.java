package io.wetoken.media;

import io.wetoken.media.child.Allowance;
import io.wetoken.media.child.Ended;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Formats;
import io.wetoken.media.core.Limits;
import io.wetoken.media.core.Loudness;
import io.wetoken.media.core.ProbeReader;
import io.wetoken.media.core.Reason;
import io.wetoken.media.core.Refusal;
import io.wetoken.media.core.Rung;
import io.wetoken.media.core.Source;
import io.wetoken.media.core.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The child processes of one job, each within its limits, and what their ends mean for the creator. */
final class Encoding {
    /** A run that only waits for a slow disk is ended too. */
    private static final int WALL_PER_CPU = 3;

    private static final int OUTPUT_SLACK = 64 << 20;
    private static final int BITS = 8;
    /** What hits the disk is bounded by what was aimed at, twice. */
    private static final int OUTPUT_FACTOR = 2;

    private static final String TOO_MANY_PIXELS = "exceeds specified max pixel count";

    private final Tools tools;
    private final Limits limits;
    private final Upload upload;
    private final Workplace place;
    private double cpuSeconds;

    Encoding(Tools tools, Limits limits, Upload upload, Workplace place) {
        this.tools = tools;
        this.limits = limits;
        this.upload = upload;
        this.place = place;
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    Source probe() throws Refusal, IOException, InterruptedException {
        Allowance allowance = light();
        Ended ended = tools.probe(upload, place.directory(), allowance, limits.pixels());
        count(ended, allowance);
        if (ended.status() != 0 || ended.errors().stream().anyMatch(line -> line.contains(TOO_MANY_PIXELS))) {
            throw unreadable(ended);
        }
        return new ProbeReader(limits).read(Tools.json(ended));
    }

    /** Listens once before anything is encoded: the gain is one number for the whole clip. */
    Optional<Loudness> measure(Source source) throws Refusal, IOException, InterruptedException {
        if (source.silent()) {
            return Optional.empty();
        }
        Allowance allowance = light();
        Ended ended =
                tools.ffmpeg(EncodeLine.measure(source, upload, limits), place.directory(), allowance, () -> false);
        count(ended, allowance);
        if (ended.status() != 0) {
            throw damaged("its sound cannot be decoded", ended);
        }
        return Loudness.read(String.join("\n", ended.errors()));
    }

    void encode(Source source, List<Rung> rungs, EncodeLine line) throws Refusal, IOException, InterruptedException {
        for (String directory : line.directories()) {
            Files.createDirectories(place.directory().resolve(directory));
        }
        double length = source.seconds().orElse((double) limits.seconds());
        long bits = rungs.stream().mapToLong(Rung::bitsPerSecond).sum();
        long most = OUTPUT_SLACK + (long) (bits * OUTPUT_FACTOR * length / BITS);
        long cpu = limits.cpuSeconds(length);
        Allowance allowance = new Allowance(cpu, limits.memoryBytes(), most, Duration.ofSeconds(WALL_PER_CPU * cpu));
        Ended ended = tools.ffmpeg(line.arguments(upload), place.directory(), allowance, () -> place.size() > most);
        count(ended, allowance);
        if (ended.errors().stream().anyMatch(error -> error.contains("No space left on device"))) {
            throw new IOException(
                    "No space is left for the result in " + place.directory().getParent());
        }
        // What decodes with errors would play with errors, wherever that is.
        if (ended.status() != 0 || !ended.errors().stream().allMatch(Formats::isAboutAnother)) {
            throw damaged("it cannot be decoded without errors", ended);
        }
    }

    private Allowance light() {
        return new Allowance(
                Limits.PROBE_CPU_SECONDS,
                limits.memoryBytes(),
                1 << 20,
                Duration.ofSeconds(WALL_PER_CPU * Limits.PROBE_CPU_SECONDS));
    }

    private void count(Ended ended, Allowance allowance) throws Refusal, IOException {
        cpuSeconds += ended.cpuSeconds();
        if (ended.tooCostly(allowance)) {
            throw new Refusal(
                    Reason.TOO_COSTLY,
                    "The video takes more computing than is possible here. Export it smaller, or as H.264.");
        }
        if (ended.interrupted(allowance)) {
            throw new IOException("ffmpeg was ended from outside with status " + ended.status()
                    + ": the machine may be short of memory");
        }
    }

    private Refusal unreadable(Ended ended) {
        return ended.errors().stream().anyMatch(line -> line.contains(TOO_MANY_PIXELS))
                ? new Refusal(
                        Reason.TOO_MANY_PIXELS,
                        "The picture is too large: at most " + limits.pixels() + " pixels are possible.",
                        detail(ended))
                : damaged("it cannot be read", ended);
    }

    private Refusal damaged(String how, Ended ended) {
        return new Refusal(Reason.DAMAGED, "The file is damaged: " + how + ". Export it again.", detail(ended));
    }

    private String detail(Ended ended) {
        return ended.errors().stream()
                .findFirst()
                .orElse("status " + ended.status())
                .replaceAll("^(\\[[^]]*] *)+", "")
                .replace(upload.url(), "the file");
    }
}

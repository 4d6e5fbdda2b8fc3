package io.wetoken.media.bench;

import io.wetoken.media.child.Allowance;
import io.wetoken.media.child.Ended;
import io.wetoken.media.child.Tools;
import io.wetoken.media.core.EncodeLine;
import io.wetoken.media.core.Rung;
import io.wetoken.media.core.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of arguments, run several times: the least processor time is what it needs, the rest is what else the machine did. */
final class Run {
    static final Allowance ALLOWANCE = new Allowance(7_200, 8L << 30, 8L << 30, Duration.ofHours(1));
    private static final Pattern SSIM = Pattern.compile("All:([0-9.]+)");

    private final Tools tools;
    private final Path directory;
    private final List<String> line;
    private double cpuSeconds = Double.POSITIVE_INFINITY;

    Run(Tools tools, Path directory, List<String> line) {
        this.tools = tools;
        this.directory = directory;
        this.line = line;
    }

    void once(List<Rung> rungs) throws IOException, InterruptedException {
        // A file that is there already makes ffmpeg end at once, and with status 0.
        Scratch.delete(directory);
        for (Rung rung : rungs) {
            Files.createDirectories(directory.resolve(rung.directory()));
        }
        Files.createDirectories(directory.resolve(EncodeLine.AUDIO));
        Ended ended = tools.ffmpeg(line, directory, ALLOWANCE, () -> false);
        if (ended.status() != 0 || !ended.errors().isEmpty()) {
            throw new IOException("ffmpeg ended with status " + ended.status() + ": " + ended.errors());
        }
        cpuSeconds = Math.min(cpuSeconds, ended.cpuSeconds());
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    /** Structural similarity of each rung to the source at the rung's size; 1 is the same. */
    SortedMap<String, Double> ssim(Path clip, Source source, List<Rung> rungs)
            throws IOException, InterruptedException {
        SortedMap<String, Double> all = new TreeMap<>();
        for (Rung rung : rungs) {
            String graph = String.format(
                    Locale.ROOT,
                    "[1:%d]fps=%s,scale=%d:%d,setsar=1,format=yuv420p,settb=1/90000[is];[0:v]settb=1/90000[was];[was][is]ssim",
                    source.videoStream(),
                    source.rate(),
                    rung.width(),
                    rung.height());
            Ended ended = tools.ffmpeg(
                    List.of(
                            "-nostdin",
                            "-hide_banner",
                            "-nostats",
                            "-i",
                            "file:" + directory.resolve(rung.directory()).resolve(EncodeLine.PLAYLIST),
                            "-i",
                            "file:" + clip,
                            "-filter_complex",
                            graph,
                            "-f",
                            "null",
                            "-"),
                    directory,
                    ALLOWANCE,
                    () -> false);
            Matcher found = SSIM.matcher(String.join("\n", ended.errors()));
            if (ended.status() != 0 || !found.find()) {
                throw new IOException("No similarity of " + rung + ": " + ended.errors());
            }
            all.put(Integer.toString(rung.side()), Double.parseDouble(found.group(1)));
        }
        return all;
    }
}

package io.wetoken.mapreduce;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.WholeDirectory;
import io.wetoken.mapreduce.core.Favour;
import io.wetoken.mapreduce.core.Taste;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Preference and favour over four weeks: {@code D/favour.csv} and {@code D/taste.csv}, and {@code current} that names the newest day. */
final class AnalysisDay {
    /** Closed days that are looked at, the own one included. */
    static final int DAYS = 28;

    /** Newest results that stay. */
    static final int KEPT = 7;

    private static final String CURRENT = "current";
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    private final AnalysisConfig config;
    private final Configuration conf;
    private final PrintWriter progress;
    private final HadoopSource source;

    AnalysisDay(AnalysisConfig config, Configuration conf, PrintWriter progress) throws IOException {
        this.config = config;
        this.conf = conf;
        this.progress = progress;
        this.source = new HadoopSource(config.archive(), conf);
    }

    /** @throws IllegalArgumentException when the day is not closed */
    void run(Epoch epoch) throws IOException {
        Archive archive = new Archive(source);
        if (archive.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: " + config.archive() + "/"
                    + Archive.manifestPath(epoch) + " is missing; close it first");
        }
        List<ClosedDay> days = archive.days(epoch.plusDays(1 - DAYS), epoch);
        progress.println("analysis of " + epoch + ": " + days.size() + " closed days");
        for (ClosedDay day : days) {
            archive.verify(day);
        }
        Path out = config.analysis().resolve(epoch.toString());
        boolean fresh = WholeDirectory.write(out, directory -> fill(epoch, days, directory));
        progress.println(out + (fresh ? " is written" : " was there already and is equal"));
        point(epoch);
        prune();
    }

    private void fill(Epoch epoch, List<ClosedDay> days, Path directory) throws IOException {
        ScratchWork.during(conf, config.work(), epoch, directory, progress, work -> {
            JobRun.of(new Interests(source, days), work, progress);
            JobRun.of(new InterestRows(), work, progress);
            PointRows.collect(work, InterestRows.FAVOUR, Favour.HEADER, directory.resolve("favour.csv"));
            PointRows.collect(work, InterestRows.TASTE, Taste.HEADER, directory.resolve("taste.csv"));
        });
    }

    /** A day that is analysed late does not hide a newer one. */
    private void point(Epoch epoch) throws IOException {
        Path current = config.analysis().resolve(CURRENT);
        if (Files.exists(current)
                && Epoch.parse(Files.readString(current).strip()).compareTo(epoch) > 0) {
            return;
        }
        Path written = config.analysis().resolve("." + CURRENT);
        Files.writeString(written, epoch + "\n");
        Files.move(written, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void prune() throws IOException {
        List<Path> days;
        try (Stream<Path> all = Files.list(config.analysis())) {
            days = all.filter(path -> path.getFileName().toString().matches(DAY))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path old : days.subList(Math.min(KEPT, days.size()), days.size())) {
            try (Stream<Path> files = Files.list(old)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(old);
        }
    }
}

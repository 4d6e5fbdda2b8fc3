package io.wetoken.mapreduce;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.FrozenDays;
import io.wetoken.behaviour.files.WholeDirectory;
import io.wetoken.behaviour.points.ConfirmedTransfers;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.mapreduce.core.Baselines;
import io.wetoken.mapreduce.core.EpochFigures;
import io.wetoken.mapreduce.core.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** All jobs of one closed day, from its manifest to the finished directory. */
final class DailyStatistics {
    private final StatisticsConfig config;
    private final Configuration conf;
    private final PrintWriter progress;
    private final HadoopSource source;

    DailyStatistics(StatisticsConfig config, Configuration conf, PrintWriter progress) throws IOException {
        this.config = config;
        this.conf = conf;
        this.progress = progress;
        this.source = new HadoopSource(config.archive(), conf);
    }

    /**
     * @param confirmed the day's confirmed transfers; without such a file none is
     * @param out the finished directory; where it exists, it is compared and never replaced
     * @throws IllegalArgumentException when the day is not closed
     */
    void run(Epoch epoch, Optional<Path> confirmed, Path out) throws IOException {
        if (confirmed.isPresent()) {
            // What is wrong with it is said before anything is computed.
            ConfirmedTransfers.read(confirmed.get());
        }
        Archive archive = new Archive(source);
        if (archive.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: " + config.archive() + "/"
                    + Archive.manifestPath(epoch) + " is missing; close it first");
        }
        List<ClosedDay> frozen = FrozenDays.of(archive, epoch, config.epochs().resolve(epoch + "/statistics"));
        List<ClosedDay> days = frozen.stream()
                .filter(day -> day.epoch().compareTo(epoch.plusDays(-Baselines.TRAILING)) >= 0)
                .toList();
        long rows = days.stream()
                .mapToLong(day -> day.manifest().getValid() + day.manifest().getSuspect())
                .sum();
        progress.println("statistics of " + epoch + ": " + days.size() + " closed days, " + rows + " judged events");
        for (ClosedDay day : days) {
            archive.verify(day);
        }
        progress.println("archive files are as their manifests say");
        boolean fresh = WholeDirectory.write(out, directory -> fill(epoch, days, frozen, confirmed, directory));
        progress.println(out + (fresh ? " is written" : " was there already and is equal"));
    }

    private void fill(
            Epoch epoch, List<ClosedDay> days, List<ClosedDay> frozen, Optional<Path> confirmed, Path directory)
            throws IOException {
        ScratchWork.during(conf, config.work(), epoch, directory, progress, work -> {
            if (confirmed.isPresent()) {
                work.writeConfirmed(confirmed.get());
            }
            for (Statistic statistic : StatisticsJobs.of(source, days)) {
                JobRun.of(statistic, work, progress);
            }
            Map<String, DayTotals> totals = totals(work);
            Files.write(directory.resolve("indicators.csv"), indicators(epoch, days, totals));
            Files.write(
                    directory.resolve(EpochFigures.RAW_INDICATORS),
                    EpochFigures.indicators(
                            totals.getOrDefault(AccountDays.RAW, new DayTotals()),
                            totals.getOrDefault(epoch.toString(), new DayTotals())));
            Files.write(
                    directory.resolve(EpochFigures.EXCLUSIONS), EpochFigures.exclusions(AccountDays.excluded(work)));
            for (Table table : Table.values()) {
                PointRows.collect(work, table, directory.resolve(table.key() + ".csv"));
            }
            FrozenDays.write(directory, frozen);
        });
    }

    /** By day; see {@link AccountDays#RAW}. */
    private static Map<String, DayTotals> totals(Work work) throws IOException {
        Map<String, DayTotals> totals = new TreeMap<>();
        work.read(AccountDays.TOTALS, (day, bytes) -> totals.merge(day, DayTotals.decode(bytes), DayTotals::merge));
        return totals;
    }

    /** A closed day without a valid event counts as a day of zeros, for it was one. */
    private static List<String> indicators(Epoch epoch, List<ClosedDay> days, Map<String, DayTotals> totals) {
        List<DayTotals> earlier = days.stream()
                .filter(day -> !day.epoch().equals(epoch))
                .map(day -> totals.getOrDefault(day.epoch().toString(), new DayTotals()))
                .toList();
        return Baselines.rows(totals.getOrDefault(epoch.toString(), new DayTotals()), earlier);
    }
}

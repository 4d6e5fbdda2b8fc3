package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.FrozenDays;
import io.wetoken.behaviour.files.WholeDirectory;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.core.ContributionRules;
import io.wetoken.spark.core.CreatorFigures;
import io.wetoken.spark.core.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The scores of one closed day, from the days that its statistics froze to the finished directory. */
final class EpochScores {
    private static final String INDICATORS = "indicators.csv";

    private final ScoresConfig config;
    private final String master;
    private final PrintWriter progress;

    /** @param master of Spark; empty for what is configured */
    EpochScores(ScoresConfig config, String master, PrintWriter progress) {
        this.config = config;
        this.master = master;
        this.progress = progress;
    }

    /**
     * @param out the finished directory; where it exists, it is compared and never replaced
     * @throws IllegalArgumentException when the day is not closed or its statistics are not computed
     */
    void run(Epoch epoch, Path statistics, Path addresses, Path out) throws IOException {
        if (!Files.isRegularFile(statistics.resolve(INDICATORS))) {
            throw new IllegalArgumentException(
                    statistics.resolve(INDICATORS) + " is missing; compute the statistics first");
        }
        HadoopSource source = new HadoopSource(config.archive(), new Configuration());
        Archive archive = new Archive(source);
        if (archive.day(epoch).isEmpty()) {
            throw new IllegalArgumentException("Epoch " + epoch + " is not closed: " + config.archive() + "/"
                    + Archive.manifestPath(epoch) + " is missing; close it first");
        }
        List<ClosedDay> days = FrozenDays.of(archive, epoch, statistics);
        Tables tables = Tables.read(statistics, addresses);
        progress.println("scores of " + epoch + ": " + days.size() + " closed days, "
                + tables.accounts().size() + " accounts today");
        for (ClosedDay day : days) {
            archive.verify(day);
        }
        progress.println("archive files are as their manifests say");
        boolean fresh = WholeDirectory.write(out, directory -> {
            score(epoch, source, days, tables, directory);
            Files.copy(statistics.resolve(INDICATORS), directory.resolve(INDICATORS));
        });
        progress.println(out + (fresh ? " is written" : " was there already and is equal"));
    }

    private void score(Epoch epoch, HadoopSource source, List<ClosedDay> days, Tables tables, Path directory)
            throws IOException {
        ContributionRules rules = ContributionRules.reference();
        long start = System.nanoTime();
        try (SparkSession session = Session.start("scores", master, directory.resolve(".work"))) {
            tell("session", start);
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            Contribution contribution = new Contribution(spark, tables.persons(), ActivityRules.reference(), rules);
            JavaRDD<Act> acts = JudgedActs.of(session, source, days, epoch);
            acts.persist(StorageLevel.MEMORY_AND_DISK());
            Map<String, CreatorFigures> figures = contribution.figures(acts);
            tell("figures of " + figures.size() + " creators", start);
            Map<String, Long> promotion = contribution.promotion(acts, spark.broadcast(new HashMap<>(tables.points())));
            tell("promotion of " + promotion.size() + " creators", start);
            new BundleTables(directory, tables, rules).write(Standing.of(figures, rules.base()), promotion);
        }
    }

    private void tell(String done, long start) {
        progress.printf("%s: after %.1f s%n", done, (System.nanoTime() - start) / 1e9);
    }
}

package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.FrozenDays;
import io.wetoken.behaviour.files.WholeDirectory;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.ConfirmedTransfers;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.core.ContributionRules;
import io.wetoken.spark.core.CreatorFigures;
import io.wetoken.spark.core.Given;
import io.wetoken.spark.core.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
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
     * @param confirmed the day's confirmed transfers; without such a file none is
     * @param out the finished directory; where it exists, it is compared and never replaced
     * @throws IllegalArgumentException when the day is not closed or its statistics are not computed
     */
    void run(Epoch epoch, Path statistics, Path addresses, Path shares, Optional<Path> confirmed, Path out)
            throws IOException {
        if (!Files.isRegularFile(statistics.resolve(INDICATORS))) {
            throw new IllegalArgumentException(
                    statistics.resolve(INDICATORS) + " is missing; compute the statistics first");
        }
        ClosedDays closed = ClosedDays.of(config.archive());
        closed.require(epoch);
        HadoopSource source = closed.source();
        Archive archive = closed.archive();
        Optional<String> key = config.publicKey();
        List<ClosedDay> days = FrozenDays.of(archive, epoch, statistics);
        Tables tables = Tables.read(statistics, addresses, shares);
        Confirmed transfers = confirmed.isPresent() ? ConfirmedTransfers.read(confirmed.get()) : Confirmed.NONE;
        progress.println("scores of " + epoch + ": " + days.size() + " closed days, "
                + tables.accounts().size() + " accounts today");
        for (ClosedDay day : days) {
            archive.verify(day);
        }
        progress.println("archive files are as their manifests say");
        boolean fresh = WholeDirectory.write(out, directory -> {
            score(epoch, source, days, tables, transfers, key, directory);
            Files.copy(statistics.resolve(INDICATORS), directory.resolve(INDICATORS));
        });
        progress.println(out + (fresh ? " is written" : " was there already and is equal"));
    }

    private void score(
            Epoch epoch,
            HadoopSource source,
            List<ClosedDay> days,
            Tables tables,
            Confirmed confirmed,
            Optional<String> key,
            Path directory)
            throws IOException {
        ContributionRules rules = ContributionRules.reference();
        long start = System.nanoTime();
        try (SparkSession session = Session.start("scores", master, directory.resolve(".work"))) {
            tell("session", start);
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            People people = new People(spark, tables.persons());
            Contribution contribution = new Contribution(people, ActivityRules.reference(), rules);
            JavaRDD<Act> acts = JudgedActs.of(session, source, days, epoch, spark.broadcast(confirmed));
            acts.persist(StorageLevel.MEMORY_AND_DISK());
            Map<String, CreatorFigures> figures = contribution.figures(acts);
            tell("figures of " + figures.size() + " creators", start);
            JavaPairRDD<Tie, Given> given = contribution.given(acts, spark.broadcast(new HashMap<>(tables.points())));
            given.persist(StorageLevel.MEMORY_AND_DISK());
            Map<String, Long> promotion = Contribution.promotion(given);
            tell("promotion of " + promotion.size() + " creators", start);
            List<Referrals.Referral> referrals =
                    key.isEmpty() ? List.of() : new Referrals(key.get(), people, rules.promotion()).of(acts, given);
            tell(
                    key.isEmpty() ? "no key of links, so no referrals" : referrals.size() + " referrals over links",
                    start);
            new BundleTables(directory, tables, rules).write(Standing.of(figures, rules.base()), promotion, referrals);
        }
    }

    private void tell(String done, long start) {
        progress.printf("%s: after %.1f s%n", done, (System.nanoTime() - start) / 1e9);
    }
}

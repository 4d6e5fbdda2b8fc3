package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.recommender.rank.Features;
import io.wetoken.recommender.rank.RankFigures;
import io.wetoken.recommender.rank.RankedPage;
import io.wetoken.recommender.rank.Ranker;
import io.wetoken.spark.core.RankRow;
import io.wetoken.spark.core.Shown;
import io.wetoken.spark.learn.LogisticRanker;
import io.wetoken.spark.learn.LogisticRanker.Parameters;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The ranker of some days of pages: learnt without the last day and measured on it, then learnt from all of them. */
final class RankTraining {
    /** Of the candidates' own order. */
    private static final int SAID = Features.names().indexOf("said");

    private static final int FEWEST = 100;

    private final Parameters parameters;
    private final int most;
    private final long seed;
    private final PrintWriter progress;

    /**
     * @param most places that are learnt from: some 200 bytes each in the driver, and one task adds them up
     * @param seed of the resamples that the interval is from
     */
    RankTraining(Parameters parameters, int most, long seed, PrintWriter progress) {
        this.parameters = parameters;
        this.most = most;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param figures of the ranker that had not learnt from the last day
     * @param places that it was learnt from
     * @param data SHA-256 over these, lower-case hex
     */
    record Trained(Ranker ranker, RankFigures figures, int places, String data) {
        /** The figures as a card has them. */
        SortedMap<String, Double> metrics() {
            SortedMap<String, Double> metrics = new TreeMap<>();
            metrics.put("ranker.people", (double) figures.people());
            metrics.put("ranker.pages", (double) figures.pages());
            metrics.put("ranker.ndcg", figures.ndcg());
            metrics.put("ranker.ndcg.candidates", figures.candidatesNdcg());
            metrics.put("ranker.ndcg.gainLow", figures.gain().low());
            metrics.put("ranker.ndcg.gainHigh", figures.gain().high());
            metrics.put("ranker.auc", figures.auc());
            metrics.put("ranker.auc.candidates", figures.candidatesAuc());
            return metrics;
        }
    }

    /**
     * @param shown places of some days of pages
     * @throws IllegalArgumentException when there is not enough to learn from or nothing to measure on
     */
    Trained run(SparkSession session, JavaRDD<Shown> shown, Epoch last) {
        long begins = last.start();
        List<RankRow> rows = shown.filter(place -> place.outcome().seen() && place.features().length > 0)
                .map(place -> RankRow.of(place, begins))
                .takeOrdered(most, RankRow.ORDER);
        List<RankRow> before = rows.stream().filter(row -> !row.lastDay()).toList();
        List<RankRow> heldOut = rows.stream().filter(RankRow::lastDay).toList();
        long taken = before.stream().filter(RankRow::taken).count();
        progress.printf(
                "%d places that were seen and logged with features%s: %d before %s, of which %d were taken to, and %d on it%n",
                rows.size(),
                rows.size() == most ? ", by the hash of their pages, the rest is left out" : "",
                before.size(),
                last,
                taken,
                heldOut.size());
        if (taken < FEWEST || before.size() - taken < FEWEST) {
            throw new IllegalArgumentException("Before " + last + " people took to " + taken + " of " + before.size()
                    + " places that they saw; at least " + FEWEST + " of either kind are needed to learn from");
        }
        Ranker blind = LogisticRanker.learn(session, before, parameters);
        RankFigures figures = RankFigures.of(pages(heldOut, blind), seed);
        progress.println("On " + last + ", " + figures.told());
        return new Trained(LogisticRanker.learn(session, rows, parameters), figures, rows.size(), digest(rows));
    }

    /** @param rows a page's together, by place */
    private static List<RankedPage> pages(List<RankRow> rows, Ranker ranker) {
        List<RankedPage> pages = new ArrayList<>();
        rows.stream().collect(Collectors.groupingBy(RankRow::request)).values().stream()
                .map(page -> page(page, ranker))
                .forEach(pages::add);
        return pages;
    }

    private static RankedPage page(List<RankRow> rows, Ranker ranker) {
        boolean[] taken = new boolean[rows.size()];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rows.get(i).taken();
        }
        return new RankedPage(
                rows.get(0).account(),
                scores(rows, row -> row.features()[SAID]),
                scores(rows, row -> ranker.score(row.features())),
                taken);
    }

    private static double[] scores(List<RankRow> rows, ToDoubleFunction<RankRow> score) {
        return rows.stream().mapToDouble(score).toArray();
    }

    private static String digest(List<RankRow> rows) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            rows.forEach(row -> sha.update(row.bytes()));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

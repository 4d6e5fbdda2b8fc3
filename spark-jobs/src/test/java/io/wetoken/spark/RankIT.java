package io.wetoken.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.recommender.rank.Features;
import io.wetoken.spark.core.Outcome;
import io.wetoken.spark.core.Shown;
import io.wetoken.spark.learn.LogisticRanker.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Made-up logs whose right order is known: people take to what they have watched the creator of, more seldom the lower it stands. */
class RankIT {
    private static final Epoch LAST = Epoch.parse("2026-11-21");
    private static final long SEED = 20261129;
    private static final int PEOPLE = 150;
    private static final int LENGTH = 12;

    private static Scratch scratch;
    private static SparkSession session;

    private final StringWriter progress = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        System.out.println("seed " + SEED);
        scratch = Scratch.create();
        session = Session.start("rank test", "local[2]", scratch.path());
    }

    @AfterAll
    static void stop() throws IOException {
        session.close();
        scratch.close();
    }

    @Test
    void theRightOrderIsLearntFromPagesThatHadAnother() {
        List<Shown> log = log(place -> value(place, "creator-taste"), false);
        RankTraining.Trained trained = train(log);

        assertThat(trained.figures().passed()).as(trained.figures().told()).isTrue();
        assertThat(trained.figures().ndcg()).isGreaterThan(trained.figures().candidatesNdcg() + .1);
        float taste = trained.ranker().weights().get("creator-taste");
        assertThat(taste).isGreaterThan(1);
        // Candidates' own order says nothing here but by where it puts things, and that is the position's.
        assertThat(Math.abs(trained.ranker().weights().get("said"))).isLessThan(taste / 3);
        assertThat(trained.ranker().weights()).doesNotContainKeys("history", "hour-sin", "hour-cos");

        List<Shown> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, new Random(SEED));
        RankTraining.Trained again = train(shuffled);
        assertThat(again.ranker().weights()).isEqualTo(trained.ranker().weights());
        assertThat(again.data()).isEqualTo(trained.data());
        assertThat(again.figures()).isEqualTo(trained.figures());
    }

    @Test
    void whatIsLearntFromNoiseIsRefused() {
        RankTraining.Trained trained = train(log(place -> 0, true));

        assertThat(trained.figures().passed()).as(trained.figures().told()).isFalse();
        assertThat(progress.toString()).contains("the ranker has ndcg").contains("the candidates' own order has");
    }

    @Test
    void tooLittleToLearnFromIsSaidWithItsNumber() {
        assertThatThrownBy(() -> train(log(place -> 1, false).subList(0, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Before 2026-11-21 people took to")
                .hasMessageContaining("at least 100 of either kind are needed");
    }

    private RankTraining.Trained train(List<Shown> log) {
        JavaRDD<Shown> shown = new JavaSparkContext(session.sparkContext()).parallelize(log, 3);
        return new RankTraining(Parameters.REFERENCE, 100_000, SEED, new PrintWriter(progress))
                .run(session, shown, LAST);
    }

    /**
     * A page a person on each of three days, in the candidates' own order.
     *
     * @param worth of a place, to be compared with those of its page
     * @param byOrder whether the worth counts for nothing, and people take to what stands first
     */
    private static List<Shown> log(ToDoubleFunction<Shown> worth, boolean byOrder) {
        Random random = new Random(SEED);
        List<Shown> log = new ArrayList<>();
        for (int page = 0; page < 3 * PEOPLE; page++) {
            long at = LAST.start() - Duration.ofDays(page % 3).toMillis() + page;
            List<Shown> places = new ArrayList<>();
            for (int i = 0; i < LENGTH; i++) {
                float[] features = new float[Features.names().size()];
                for (int feature = 0; feature < features.length; feature++) {
                    features[feature] = random.nextFloat();
                }
                places.add(new Shown(
                        "r" + page, "p" + page % PEOPLE, at, "m", 0, "c" + i, "walks", 1, features, Outcome.NONE));
            }
            places.sort(Comparator.comparingDouble((Shown place) -> -value(place, "said")));
            for (int i = 0; i < LENGTH; i++) {
                double chance = byOrder ? i < 4 ? .9 : .05 : worth.applyAsDouble(places.get(i)) - .03 * i;
                log.add(place(places.get(i), i, random.nextDouble() < chance));
            }
        }
        return log;
    }

    private static Shown place(Shown of, int position, boolean taken) {
        return new Shown(
                of.request(),
                of.account(),
                of.at(),
                of.model(),
                position,
                of.content(),
                of.policy(),
                of.propensity(),
                of.features(),
                new Outcome(true, false, taken ? Set.of(EventKind.LIKE) : Set.of(), 0));
    }

    private static double value(Shown place, String feature) {
        return place.features()[Features.names().indexOf(feature)];
    }
}

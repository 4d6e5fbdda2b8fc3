package io.wetoken.recommender.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.recommender.rank.Traits.Favour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankerTest {
    private static final long NOON =
            Duration.ofHours(12).toMillis() + Duration.ofDays(20_000).toMillis();
    private static final Situation ANN = new Situation(
            NOON, 19, Map.of("bob", .25), Map.of("bob", .5), Map.of("birds", .75), Set.of("bob"), Set.of("cats"));

    private record Clip(String owner, String topic, boolean newcomer, Said said, Traits traits) implements Item {}

    @Test
    void everyFeatureIsItsWorkedNumber() {
        Traits traits = new Traits.Plain(
                NOON - Duration.ofHours(3).toMillis(),
                10_000,
                30,
                150_000,
                8,
                6_000_000,
                NOON,
                new Favour(true, .4, .1));
        Map<String, Float> values = values(ANN, new Clip("bob", "birds", true, new Said.Sums(.5, .3, .2, 0), traits));

        assertThat(values).hasSize(Features.names().size());
        assertThat(values.get("said")).isEqualTo((float) Math.log(.501));
        assertThat(values.get("walks")).isEqualTo((float) Math.log(.301));
        assertThat(values.get("trending")).isEqualTo((float) Math.log(.201));
        assertThat(values.get("fresh")).isEqualTo((float) Math.log(.001));
        assertThat(values.get("walks-by-history")).isEqualTo((float) (Math.log(.301) * Math.log(20)));
        assertThat(values.get("age")).isCloseTo((float) Math.log(4), within(1e-6f));
        assertThat(values.get("length")).isCloseTo((float) Math.log(11), within(1e-6f));
        assertThat(values.get("plays")).isCloseTo((float) Math.log(31), within(1e-6f));
        assertThat(values.get("heat")).isCloseTo((float) Math.log(7), within(1e-6f));
        assertThat(values.get("responds")).isEqualTo(10f / 50);
        assertThat(values.get("watched")).isEqualTo(.5f);
        assertThat(values.get("favour-known")).isEqualTo(1);
        assertThat(values.get("completion")).isEqualTo(.4f);
        assertThat(values.get("like-low")).isEqualTo(.1f);
        assertThat(values.get("newcomer")).isEqualTo(1);
        assertThat(values.get("creator-taste")).isEqualTo(.25f);
        assertThat(values.get("creator-lately")).isEqualTo(.5f);
        assertThat(values.get("topic-lately")).isEqualTo(.75f);
        assertThat(values.get("creator-now")).isEqualTo(1);
        assertThat(values.get("topic-now")).isZero();
        assertThat(values.get("history")).isCloseTo((float) Math.log(20), within(1e-6f));
        assertThat(values.get("hour-sin")).isCloseTo(0, within(1e-6f));
        assertThat(values.get("hour-cos")).isCloseTo(-1, within(1e-6f));
    }

    @Test
    void whatIsUnknownHasItsStatedValue() {
        Map<String, Float> values =
                values(Situation.unknown(NOON), new Clip("bob", "", false, Said.NOTHING, Traits.UNKNOWN));
        List<String> said = List.of("said", "walks", "trending", "fresh");
        assertThat(said).allSatisfy(name -> assertThat(values.get(name)).isEqualTo((float) Math.log(.001)));
        assertThat(values.get("responds")).isEqualTo(.1f);
        values.keySet().removeAll(said);
        values.keySet().removeAll(List.of("responds", "hour-sin", "hour-cos"));
        assertThat(values.values()).allMatch(value -> value == 0);
    }

    @Test
    void heatFadesByHalfInItsHalfLife() {
        long halfLife = io.wetoken.behaviour.ActivityRules.reference().trend().halfLifeMs();
        Traits hot = new Traits.Plain(0, 0, 0, 0, 0, 2_000_000, NOON - halfLife, Favour.UNKNOWN);
        assertThat(values(ANN, new Clip("bob", "", false, Said.NOTHING, hot)).get("heat"))
                .isCloseTo((float) Math.log(2), within(1e-6f));
    }

    @Test
    void theOrderIsThatOfTheScoresAndWhatIsLevelStaysAsItWas() {
        Ranker ranker = new Ranker(Map.of("like-low", -2f, "completion", 1f));
        List<Clip> clips = List.of(liked(0), liked(.4), liked(0), liked(.1), liked(.4));
        List<Clip> order = ranker.order(ANN, clips);
        assertThat(order.stream().map(clip -> clip.traits().favour().likeLow())).containsExactly(0.0, 0.0, .1, .4, .4);
        assertThat(order.get(0)).isSameAs(clips.get(0));
        assertThat(order.get(1)).isSameAs(clips.get(2));
        assertThat(order.get(3)).isSameAs(clips.get(1));
    }

    @Test
    void whatIsLoggedIsScoredAsWhatIsServed() {
        long seed = 20261129;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, Float> weights = new LinkedHashMap<>();
        Features.names().forEach(name -> weights.put(name, (float) random.nextGaussian()));
        Ranker ranker = new Ranker(weights);
        List<Clip> clips = IntStream.range(0, 500).mapToObj(i -> made(random)).toList();
        List<Clip> order = ranker.order(ANN, clips);
        float[] logged = new float[order.size()];
        for (int i = 0; i < logged.length; i++) {
            logged[i] = ranker.score(Features.of(ANN, order.get(i)));
            assertThat(logged[i]).isEqualTo(ranker.score(ANN, order.get(i)));
            assertThat(i == 0 || logged[i - 1] >= logged[i]).as("place " + i).isTrue();
        }
    }

    @Test
    void aWeightOfWhatIsNoFeatureOrNoNumberIsRefused() {
        assertThatThrownBy(() -> new Ranker(Map.of("colour", 1f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weighs 'colour', which is no feature here; there are said, walks");
        assertThatThrownBy(() -> new Ranker(Map.of("age", Float.NaN))).hasMessageContaining("'age' is NaN");
    }

    private static Clip liked(double low) {
        return new Clip(
                "bob", "", false, Said.NOTHING, new Traits.Plain(0, 0, 0, 0, 0, 0, 0, new Favour(true, .5, low)));
    }

    private static Clip made(Random random) {
        return new Clip(
                random.nextBoolean() ? "bob" : "eve",
                random.nextBoolean() ? "cats" : "",
                random.nextBoolean(),
                new Said.Sums(random.nextDouble(), random.nextDouble(), 0, random.nextDouble()),
                new Traits.Plain(
                        NOON - random.nextInt(1_000_000_000),
                        random.nextInt(60_000),
                        random.nextInt(1000),
                        random.nextInt(10_000_000),
                        random.nextInt(50),
                        random.nextInt(10_000_000),
                        NOON - random.nextInt(10_000_000),
                        new Favour(true, random.nextDouble(), random.nextDouble())));
    }

    private static Map<String, Float> values(Situation reader, Item item) {
        float[] values = Features.of(reader, item);
        Map<String, Float> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(Features.names().get(i), values[i]);
        }
        return byName;
    }
}

package io.wetoken.recommender.rank;

import io.wetoken.behaviour.ActivityRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every feature, one line each. A page is logged with the values that it was ranked by, and training reads them from there, so both sides have the same ones by construction;
 * a feature that an old page was logged without counts as 0 there. A new one is one line, and counts from the first day that is logged with it.
 *
 * <p>Whatever is unknown is 0, with three exceptions: what no source says is the logarithm of {@value #LITTLE}; unknown age is 0 hours, as of what was published now; and
 * the share that responds begins at {@value #USUAL_RATE}, with the weight of {@value #USUAL_PLAYS} plays.
 */
public final class Features {
    private static final double LITTLE = .001;
    private static final double USUAL_RATE = .1;
    private static final double USUAL_PLAYS = 20;
    private static final double HOUR_MS = Duration.ofHours(1).toMillis();
    private static final double DAY_HOURS = 24;
    private static final double HALF_LIFE_MS = ActivityRules.reference().trend().halfLifeMs();

    /** The same for all items of a page. */
    private static final Set<String> OF_READER = Set.of("history", "hour-sin", "hour-cos");

    private static final List<Feature> ALL = List.of(
            // What the sources say.
            new Feature("said", (reader, item) -> log(item.said().all())),
            new Feature("walks", (reader, item) -> log(item.said().walks())),
            new Feature("trending", (reader, item) -> log(item.said().trending())),
            new Feature("fresh", (reader, item) -> log(item.said().fresh())),
            // How much the model can know of the reader decides how much its word counts.
            new Feature(
                    "walks-by-history",
                    (reader, item) -> log(item.said().walks()) * Math.log1p((double) reader.history())),
            // The content.
            new Feature("age", (reader, item) -> Math.log1p(hours(reader.at(), item.traits()))),
            new Feature("length", (reader, item) -> Math.log1p(item.traits().lengthMs() / 1000.0)),
            new Feature(
                    "plays", (reader, item) -> Math.log1p((double) item.traits().plays())),
            new Feature("heat", (reader, item) -> Math.log1p(heat(reader.at(), item.traits()))),
            new Feature("responds", (reader, item) -> responds(item.traits())),
            new Feature("watched", (reader, item) -> watched(item.traits())),
            new Feature("favour-known", (reader, item) -> item.traits().favour().known() ? 1 : 0),
            new Feature("completion", (reader, item) -> item.traits().favour().completion()),
            new Feature("like-low", (reader, item) -> item.traits().favour().likeLow()),
            new Feature("newcomer", (reader, item) -> item.newcomer() ? 1 : 0),
            // What the reader prefers, and does now.
            new Feature("creator-taste", (reader, item) -> share(reader.taste(), item.owner())),
            new Feature("creator-lately", (reader, item) -> share(reader.creators(), item.owner())),
            new Feature("topic-lately", (reader, item) -> share(reader.topics(), item.topic())),
            new Feature(
                    "creator-now", (reader, item) -> reader.sessionCreators().contains(item.owner()) ? 1 : 0),
            new Feature("topic-now", (reader, item) -> reader.sessionTopics().contains(item.topic()) ? 1 : 0),
            // Of the reader alone: they keep what a reader or an hour takes anyway from
            // being put down to what they were shown.
            new Feature("history", (reader, item) -> Math.log1p((double) reader.history())),
            new Feature("hour-sin", (reader, item) -> Math.sin(angle(reader.at()))),
            new Feature("hour-cos", (reader, item) -> Math.cos(angle(reader.at()))));

    private static final List<String> NAMES = ALL.stream().map(Feature::name).toList();

    static {
        if (NAMES.stream().distinct().count() != NAMES.size()) {
            throw new IllegalStateException("Two features have one name");
        }
    }

    private Features() {}

    /** In the order of the values. */
    public static List<String> names() {
        return NAMES;
    }

    /** In the order of {@link #names}, as they are logged and learnt from. */
    public static float[] of(Situation reader, Item item) {
        float[] values = new float[ALL.size()];
        for (int feature = 0; feature < values.length; feature++) {
            values[feature] = value(feature, reader, item);
        }
        return values;
    }

    /** {@link #of} for the log. */
    public static List<Float> logged(Situation reader, Item item) {
        List<Float> values = new ArrayList<>(ALL.size());
        for (float value : of(reader, item)) {
            values.add(value);
        }
        return values;
    }

    /** Whether it differs between the items of a page; only such ones order anything. */
    public static boolean orders(String name) {
        return !OF_READER.contains(name);
    }

    static float value(int feature, Situation reader, Item item) {
        return (float) ALL.get(feature).value().applyAsDouble(reader, item);
    }

    private static double log(double said) {
        return Math.log(LITTLE + said);
    }

    private static double hours(long at, Traits of) {
        return of.publishedAt() == 0 ? 0 : Math.max(0, at - of.publishedAt()) / HOUR_MS;
    }

    private static double heat(long at, Traits of) {
        return of.heatMicros() == 0
                ? 0
                : of.heatMicros() / 1e6 * Math.exp(-Math.log(2) * Math.max(0, at - of.heatAt()) / HALF_LIFE_MS);
    }

    private static double responds(Traits of) {
        return (of.responses() + USUAL_RATE * USUAL_PLAYS) / (of.plays() + USUAL_PLAYS);
    }

    /** Mean share of its length. */
    private static double watched(Traits of) {
        return of.plays() == 0 || of.lengthMs() == 0
                ? 0
                : Math.min(1, (double) of.watchMs() / of.plays() / of.lengthMs());
    }

    private static double share(Map<String, Double> shares, String of) {
        Double share = shares.get(of);
        return share == null ? 0 : share;
    }

    private static double angle(long at) {
        return 2 * Math.PI * (at / HOUR_MS % DAY_HOURS) / DAY_HOURS;
    }
}

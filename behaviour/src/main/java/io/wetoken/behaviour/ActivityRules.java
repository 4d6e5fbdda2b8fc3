package io.wetoken.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What an act is worth and what makes it effective; every key and its reason stands in {@code activity-rules.properties}. */
public record ActivityRules(Effective effective, Weights weights, Person person, Trend trend, Limits limits)
        implements Serializable {
    private static final String REFERENCE = "activity-rules.properties";
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final long MAX_WEIGHT = 1_000_000_000L;
    private static final int MAX_LIMIT = 100_000;

    /** The rules that every process uses. */
    public static ActivityRules reference() {
        try (InputStream in = ActivityRules.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the behaviour module");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing, unknown or out of range */
    public static ActivityRules of(Settings settings) {
        Effective effective = new Effective(
                settings.required("effective.play.minMs", 1, DAY_MS),
                settings.required("effective.play.sharePpm", 0, Ppm.ONE),
                settings.required("effective.play.enoughMs", 1, DAY_MS),
                settings.required("effective.release.minLengthMs", 0, DAY_MS));
        Weights weights = new Weights(
                settings.required("points.watchMinute", 0, MAX_WEIGHT),
                settings.required("points.liveMinute", 0, MAX_WEIGHT),
                settings.required("points.release", 0, MAX_WEIGHT),
                settings.required("points.like", 0, MAX_WEIGHT),
                settings.required("points.comment", 0, MAX_WEIGHT),
                settings.required("points.share", 0, MAX_WEIGHT),
                settings.required("points.follow", 0, MAX_WEIGHT),
                settings.required("points.transfer", 0, MAX_WEIGHT));
        Person person = new Person(
                (int) settings.required("persons.accountsADevice", 1, 1000),
                settings.required("persons.watchMinutesADay", 1, 1440),
                settings.required("persons.capMedians", 1, 1000));
        Trend trend = new Trend(
                settings.required("heat.play", 0, MAX_WEIGHT),
                settings.required("heat.like", 0, MAX_WEIGHT),
                settings.required("heat.comment", 0, MAX_WEIGHT),
                settings.required("heat.share", 0, MAX_WEIGHT),
                settings.required("heat.halfLifeMs", 1, 365 * DAY_MS),
                (int) settings.required("heat.hours", 1, 1000));
        Limits limits = new Limits(
                (int) settings.required("limits.intervals", 1, MAX_LIMIT),
                (int) settings.required("limits.credits", 1, MAX_LIMIT),
                (int) settings.required("limits.releases", 1, MAX_LIMIT),
                (int) settings.required("limits.transfers", 1, MAX_LIMIT),
                (int) settings.required("limits.devices", 1, MAX_LIMIT));
        settings.checkNothingElse();
        return new ActivityRules(effective, weights, person, trend, limits);
    }

    /** Times in ms. */
    public record Effective(long playMinMs, long playSharePpm, long playEnoughMs, long releaseMinLengthMs)
            implements Serializable {
        /**
         * @param watchMs time watched
         * @param lengthMs length of what was watched; 0 when unknown
         */
        public boolean play(long watchMs, long lengthMs) {
            boolean enough = watchMs >= playEnoughMs;
            boolean share = lengthMs > 0 && watchMs >= Ppm.of(lengthMs, playSharePpm);
            return watchMs >= playMinMs && (enough || share);
        }

        public boolean release(long lengthMs) {
            return lengthMs >= releaseMinLengthMs;
        }
    }

    /** Micro-points for a minute or an act. */
    public record Weights(
            long watchMinute,
            long liveMinute,
            long release,
            long like,
            long comment,
            long share,
            long follow,
            long transfer)
            implements Serializable {}

    /** What applies to identity clusters, never to accounts. */
    public record Person(int accountsADevice, long watchMinutesADay, long capMedians) implements Serializable {}

    /** Heat of an act in millionths, and how it fades. */
    public record Trend(long play, long like, long comment, long share, long halfLifeMs, int hours)
            implements Serializable {}

    /** The largest sizes of one account-day's state. */
    public record Limits(int intervals, int credits, int releases, int transfers, int devices)
            implements Serializable {}
}

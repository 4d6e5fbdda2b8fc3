package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How contribution is measured; every key and its reason stands in {@code contribution-rules.properties}. */
public record ContributionRules(Base base, Promotion promotion, long ownerSharePpm, long disseminatorSharePpm)
        implements Serializable {
    private static final String REFERENCE = "contribution-rules.properties";
    private static final long MAX_WEIGHT = 1_000_000_000L;

    /** The rules that every process uses. */
    public static ContributionRules reference() {
        try (InputStream in = ContributionRules.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the scores' jar");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing, unknown or out of range */
    public static ContributionRules of(Settings settings) {
        Base base = new Base(
                settings.required("base.weight.creation", 0, Ppm.ONE),
                settings.required("base.weight.vertical", 0, Ppm.ONE),
                settings.required("base.weight.play", 0, Ppm.ONE),
                settings.required("base.weight.interactive", 0, Ppm.ONE),
                settings.required("base.weight.fan", 0, Ppm.ONE),
                settings.required("base.capMedians", 1, 1000),
                settings.required("base.verticalPpm", 0, Ppm.ONE),
                settings.required("base.memoryPpm", 0, Ppm.ONE));
        Promotion promotion = new Promotion(
                settings.required("promotion.watchMinute", 0, MAX_WEIGHT),
                settings.required("promotion.like", 0, MAX_WEIGHT),
                settings.required("promotion.comment", 0, MAX_WEIGHT),
                settings.required("promotion.share", 0, MAX_WEIGHT),
                settings.required("promotion.reward", 0, MAX_WEIGHT));
        ContributionRules rules = new ContributionRules(
                base,
                promotion,
                settings.required("space.ownerSharePpm", 0, Ppm.ONE),
                settings.required("creator.disseminatorSharePpm", 0, Ppm.ONE));
        settings.checkNothingElse();
        if (base.weights() != Ppm.ONE) {
            throw new IllegalArgumentException(
                    REFERENCE + ": the five base.weight sum to " + base.weights() + ", not to " + Ppm.ONE);
        }
        return rules;
    }

    /** In millionths, but for {@code capMedians}. */
    public record Base(
            long creation,
            long vertical,
            long play,
            long interactive,
            long fan,
            long capMedians,
            long verticalPpm,
            long memoryPpm)
            implements Serializable {
        long weights() {
            return creation + vertical + play + interactive + fan;
        }
    }

    /** Weights of a minute or an act. */
    public record Promotion(long watchMinute, long like, long comment, long share, long reward)
            implements Serializable {}
}

package io.wetoken.recommender.quality;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a day must be like; every key and its reason stands in {@code quality-rules.properties}. Shares are from 0 to 1. */
public record QualityRules(
        int daysBefore,
        long fromActs,
        double leastPeople,
        double leastContents,
        double leastActs,
        double lostKind,
        double suspectJump,
        double mostOfAnAccount,
        long accountFromPeople,
        double mostOfAContent,
        double mostCreatorless) {
    private static final String REFERENCE = "quality-rules.properties";

    /** The rules that every day is checked by. */
    public static QualityRules reference() {
        try (InputStream in = QualityRules.class.getResourceAsStream("/io/wetoken/recommender/" + REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the recommender's jar");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing, unknown or out of range */
    static QualityRules of(Settings settings) {
        QualityRules rules = new QualityRules(
                (int) settings.required("before.days", 1, 90),
                settings.required("from.acts", 1, Long.MAX_VALUE),
                share(settings, "least.peoplePpm"),
                share(settings, "least.contentsPpm"),
                share(settings, "least.actsPpm"),
                share(settings, "lost.kindPpm"),
                share(settings, "suspect.jumpPpm"),
                share(settings, "account.mostPpm"),
                settings.required("account.fromPeople", 1, Long.MAX_VALUE),
                share(settings, "content.mostPpm"),
                share(settings, "creatorless.mostPpm"));
        settings.checkNothingElse();
        return rules;
    }

    private static double share(Settings settings, String key) {
        return settings.required(key, 0, Ppm.ONE) / (double) Ppm.ONE;
    }
}

package io.wetoken.recommender;

import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.avro.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** From what and how models are learnt; every key and its reason stands in {@code learning-rules.properties}. */
public record LearningRules(
        Interactions interactions, int days, RandomWalk.Parameters walk, int k, int people, double tolerance)
        implements Serializable {
    private static final String REFERENCE = "learning-rules.properties";
    private static final int MAX_WEIGHT = 1000;

    /** The rules that every process uses. */
    public static LearningRules reference() {
        try (InputStream in = LearningRules.class.getResourceAsStream(REFERENCE)) {
            if (in == null) {
                throw new IllegalStateException(REFERENCE + " is missing from the recommender's jar");
            }
            return of(Settings.read(REFERENCE, new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REFERENCE, e);
        }
    }

    /** @throws IllegalArgumentException naming every key that is missing, unknown or out of range */
    public static LearningRules of(Settings settings) {
        Interactions interactions = new Interactions(
                (int) settings.required("interaction.play", 0, MAX_WEIGHT),
                (int) settings.required("interaction.like", 0, MAX_WEIGHT),
                (int) settings.required("interaction.comment", 0, MAX_WEIGHT),
                (int) settings.required("interaction.share", 0, MAX_WEIGHT));
        int days = (int) settings.required("learn.days", 1, 3650);
        double alpha = settings.required("walk.alphaPpm", 1, 10L * Ppm.ONE) / (double) Ppm.ONE;
        double beta = settings.required("walk.betaPpm", 0, 10L * Ppm.ONE) / (double) Ppm.ONE;
        int neighbours = (int) settings.required("walk.neighbours", 1, 10_000);
        int k = (int) settings.required("evaluate.k", 1, 1000);
        int people = (int) settings.required("evaluate.people", 1, 10_000_000);
        double tolerance = settings.required("promote.tolerancePpm", 0, Ppm.ONE) / (double) Ppm.ONE;
        settings.checkNothingElse();
        return new LearningRules(
                interactions, days, new RandomWalk.Parameters(alpha, beta, neighbours), k, people, tolerance);
    }

    /** What the kinds of acts weigh; 0 for those that say nothing. */
    public record Interactions(int play, int like, int comment, int share) implements Serializable {
        private static final int PLAY = 1;
        private static final int LIKE = 2;
        private static final int COMMENT = 4;
        private static final int SHARE = 8;

        /** The sign that an act is, in a set of signs that is a whole number; sets are joined by {@code |}. A play must be an effective one. */
        public static int sign(EventKind kind) {
            return switch (kind) {
                case PLAY -> PLAY;
                case LIKE -> LIKE;
                case COMMENT -> COMMENT;
                case SHARE -> SHARE;
                default -> 0;
            };
        }

        public int weight(int signs) {
            return ((signs & PLAY) > 0 ? play : 0)
                    + ((signs & LIKE) > 0 ? like : 0)
                    + ((signs & COMMENT) > 0 ? comment : 0)
                    + ((signs & SHARE) > 0 ? share : 0);
        }
    }
}

package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import java.io.Serializable;

/**
 * A creator over one window.
 *
 * @param releases distinct contents released effectively
 * @param plays effective ones, by other persons
 * @param watchedMs of plays whose length is known
 * @param lengthMs of the same plays
 * @param acts likes, comments and shares: one a day per person and kind
 * @param followers persons who followed
 * @param returning persons who played effectively on two days or more
 */
public record Figures(
        long releases,
        long releaseMs,
        long plays,
        long watchedMs,
        long lengthMs,
        long acts,
        long followers,
        long returning)
        implements Serializable {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    public Figures plus(Figures other) {
        return new Figures(
                releases + other.releases,
                releaseMs + other.releaseMs,
                plays + other.plays,
                watchedMs + other.watchedMs,
                lengthMs + other.lengthMs,
                acts + other.acts,
                followers + other.followers,
                returning + other.returning);
    }

    /** Share of what was played that was watched, in millionths. */
    long completion() {
        return lengthMs == 0 ? 0 : Ppm.scale(watchedMs, Ppm.ONE, lengthMs);
    }

    /** Acts a play, in millionths; 0 without plays, for nobody can value what nobody saw. */
    long interaction() {
        return plays == 0 ? 0 : Ppm.scale(acts, Ppm.ONE, plays);
    }
}

package io.wetoken.serving.live;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Standing;
import io.wetoken.store.Tallies.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Figures of one creator, room, app or content, from acts that the guard found valid. Two views with the same figures are equal. */
public record FiguresView(
        @Schema(allowableValues = {"creator", "room", "app", "content"})
        String of,

        String name,

        @Schema(
                description = "The UTC day that `day` is of; null before the first event",
                nullable = true,
                example = "2026-11-21")
        String date,

        Figures day,

        @Schema(description = "Since the beginning") Figures total,

        @Schema(
                description =
                        "Of rooms and contents: accounts that are watching now, exact; null for creators and apps. An account is watching what it last gave a sign"
                                + " of watching (PLAY, LIVE_PLAY, or a HEARTBEAT with the room or content), for 60 seconds",
                nullable = true)
        Long watchingNow,

        @Schema(description = "The figures that are estimates; all others are exact")
        Approximate approximate) {

    @Schema(name = "SubjectFigures")
    public record Figures(
            @Schema(description = "Effective ones") long plays,

            @Schema(description = "Of all valid plays, effective or not, in ms")
            long watchMs,

            long likes,
            long comments,
            long shares,

            @Schema(description = "Distinct accounts with a valid play, effective or not, as a sketch estimates them")
            long viewersApprox) {
        static Figures of(Counts counts) {
            return new Figures(
                    counts.plays(),
                    counts.watchMs(),
                    counts.likes(),
                    counts.comments(),
                    counts.shares(),
                    counts.viewersApprox());
        }
    }

    public record Approximate(Sketch viewersApprox) {
        static final Approximate FIGURES = new Approximate(
                new Sketch("HyperLogLog, 4096 registers", Tallies.VIEWERS_ERROR_PPM, Tallies.VIEWERS_EXACT_TO));
    }

    /** How far an estimate may be off. */
    public record Sketch(
            String sketch,

            @Schema(description = "One standard deviation in millionths; twice as much holds for 95 of 100")
            long standardErrorPpm,

            @Schema(description = "Up to so many are counted one by one")
            int exactTo) {}

    /** @param date empty: the newest day of which anything is known */
    public static FiguresView read(Store store, Subject subject, Optional<Epoch> date) {
        Optional<Epoch> day = date.or(store.metrics()::newest);
        // Without any day there are no figures either, of whichever day.
        return of(
                subject,
                day,
                store.tallies()
                        .findAll(List.of(subject), day.orElse(Epoch.of(0)))
                        .get(subject));
    }

    private static FiguresView of(Subject subject, Optional<Epoch> day, Standing standing) {
        boolean watched = subject.dimension() == Dimension.ROOM || subject.dimension() == Dimension.CONTENT;
        return new FiguresView(
                subject.dimension().name().toLowerCase(Locale.ROOT),
                subject.name(),
                day.map(Epoch::toString).orElse(null),
                Figures.of(standing.day()),
                Figures.of(standing.total()),
                watched ? standing.watching().map(Tallies.Watching::viewers).orElse(0L) : null,
                Approximate.FIGURES);
    }

    /** What streams send: of the platform the day's view, of all others their figures on the newest day; in few round trips however many they are. */
    public static Map<Subject, ?> readAll(Store store, Collection<Subject> subjects) {
        Optional<Epoch> day = store.metrics().newest();
        Map<Subject, Object> views = new HashMap<>();
        store.tallies()
                .findAll(
                        subjects.stream()
                                .filter(subject -> !subject.equals(Subject.PLATFORM))
                                .toList(),
                        day.orElse(Epoch.of(0)))
                .forEach((subject, standing) -> views.put(subject, of(subject, day, standing)));
        if (subjects.contains(Subject.PLATFORM)) {
            views.put(Subject.PLATFORM, LiveView.read(store));
        }
        return views;
    }
}

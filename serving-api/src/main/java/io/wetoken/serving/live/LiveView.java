package io.wetoken.serving.live;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Metrics;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Standing;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Watching;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest day's figures at one moment. Two views with the same figures are equal. */
public record LiveView(
        @Schema(
                description = "The newest UTC day of which anything is known; null before the first event",
                nullable = true,
                example = "2026-11-21")
        String date,

        @Schema(
                description =
                        "Figures by name: the eight indicators (averagePlays and averageOnlineMinutes in millionths), eventsValid, eventsSuspect, eventsDuplicate, and suspectedFor.REASON for each reason (an event may have several)")
        Map<String, Long> figures,

        @Schema(description = "Hottest first") List<Trend> trending,

        @Schema(description = "Accounts that are watching something now, exact")
        long watchingNow,

        @Schema(description = "The day's creators with the most effective plays, exact, most first")
        List<Creator> topCreators) {
    /** How many trending contents are shown. */
    static final int MAX_TRENDING = 20;

    /** How many creators are shown. */
    static final int MAX_CREATORS = 10;

    public LiveView {
        figures = Map.copyOf(figures);
        trending = List.copyOf(trending);
        topCreators = List.copyOf(topCreators);
    }

    /** @return sorted by name, so that the same figures are the same text */
    @Override
    public Map<String, Long> figures() {
        return new TreeMap<>(figures);
    }

    public record Trend(
            String content,

            @Schema(description = "Heat in millionths, decayed to `at`")
            long heatMicros,

            @Schema(description = "ms since 1970") long at) {}

    private static long watching(Store store, Optional<Epoch> newest) {
        return newest.map(day -> store.tallies().findAll(List.of(Subject.PLATFORM), day))
                .map(found -> found.get(Subject.PLATFORM))
                .flatMap(Standing::watching)
                .map(Watching::viewers)
                .orElse(0L);
    }

    /** @param plays effective ones on the day */
    public record Creator(String creator, long plays) {
        public static Creator of(Tallies.Ranked ranked) {
            return new Creator(ranked.creator().value(), ranked.plays());
        }
    }

    /** Reads it; a day without figures has an empty map. */
    public static LiveView read(Store store) {
        Metrics metrics = store.metrics();
        Optional<Epoch> newest = metrics.newest();
        return new LiveView(
                newest.map(Epoch::toString).orElse(null),
                newest.map(metrics::day).orElse(Map.of()),
                metrics.trending().stream()
                        .limit(MAX_TRENDING)
                        .map(trend -> new Trend(trend.content().value(), trend.heatMicros(), trend.at()))
                        .toList(),
                watching(store, newest),
                newest.map(store.tallies()::top).orElse(List.of()).stream()
                        .limit(MAX_CREATORS)
                        .map(Creator::of)
                        .toList());
    }
}

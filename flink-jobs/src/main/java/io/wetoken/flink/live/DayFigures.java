package io.wetoken.flink.live;

import java.util.Map;

/** A day's live figures, by the names of {@code Metrics.day}. */
public record DayFigures(String epoch, Map<String, Long> figures) {}

package io.wetoken.behaviour;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** An epoch: one UTC day of receipt. */
public record Epoch(LocalDate date) implements Comparable<Epoch> {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** @param text {@code yyyy-mm-dd} */
    public static Epoch parse(String text) {
        try {
            return new Epoch(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("An epoch is a UTC date such as 2026-11-21, not '" + text + "'", e);
        }
    }

    /** @param received ms since 1970 by the collector's clock */
    public static Epoch of(long received) {
        return new Epoch(Instant.ofEpochMilli(received).atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** The number that the chain knows it by: days since 1970-01-01. */
    public long day() {
        return date.toEpochDay();
    }

    /** First millisecond. */
    public long start() {
        return day() * DAY_MS;
    }

    /** First millisecond of the next epoch. */
    public long end() {
        return start() + DAY_MS;
    }

    public Epoch plusDays(long days) {
        return new Epoch(date.plusDays(days));
    }

    @Override
    public int compareTo(Epoch other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}

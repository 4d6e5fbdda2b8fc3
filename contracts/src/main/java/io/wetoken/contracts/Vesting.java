package io.wetoken.contracts;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * How a share is let go of, in proportion to the time. The issue takes a year, so that the market does not receive it at once; foundation and team take four, for that
 * is how long what they build takes; of the team, who leaves within the first year leaves with nothing, hence its cliff.
 *
 * @param start UTC date, {@code 2026-01-01}
 * @param days from the start until all of it is free, 1..20000
 * @param cliffDays from the start until anything is free, 0..days
 */
record Vesting(String start, int days, int cliffDays) {
    private static final int MAX_DAYS = 20_000;

    Vesting {
        try {
            LocalDate.parse(start);
        } catch (DateTimeParseException | NullPointerException e) {
            throw new IllegalArgumentException("Vesting must start on a date like 2026-01-01, not '" + start + "'", e);
        }
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("Vesting must take 1.." + MAX_DAYS + " days, takes " + days);
        }
        if (cliffDays < 0 || cliffDays > days) {
            throw new IllegalArgumentException("A cliff must be 0.." + days + " days, is " + cliffDays);
        }
    }

    /** Seconds since 1970. */
    long startSecond() {
        return LocalDate.parse(start).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    long seconds() {
        return Duration.ofDays(days).toSeconds();
    }

    long cliffSeconds() {
        return Duration.ofDays(cliffDays).toSeconds();
    }
}

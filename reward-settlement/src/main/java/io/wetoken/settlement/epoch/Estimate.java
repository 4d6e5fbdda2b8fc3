package io.wetoken.settlement.epoch;

import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How long a step may take: the median of what it took on the last days, for as many records as this day has. Records of a day are known once it is closed;
 * before that the last days are taken as they were.
 *
 * @param days how many days it was reckoned from
 */
record Estimate(Duration time, int days) {
    private static final int DAYS = 5;

    /** Empty when there is no earlier day to compare with. */
    static Optional<Estimate> of(List<Epochs.Row> all, Epochs.Row row) {
        String millis = "millis." + row.state().name().toLowerCase(Locale.ROOT);
        List<Epochs.Row> before = all.stream()
                .filter(each -> each.state() == State.RECONCILED
                        && each.epoch().compareTo(row.epoch()) < 0
                        && each.details().containsKey(millis))
                .toList();
        List<Epochs.Row> last = before.subList(Math.max(0, before.size() - DAYS), before.size());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        long records = records(row);
        long[] times = last.stream()
                .mapToLong(each -> scaled(Long.parseLong(each.details().get(millis)), records(each), records))
                .sorted()
                .toArray();
        return Optional.of(new Estimate(Duration.ofMillis(times[times.length / 2]), times.length));
    }

    private static long scaled(long millis, long then, long now) {
        return then == 0 || now == 0 ? millis : Math.round((double) millis * now / then);
    }

    /** 0 while nobody has counted. */
    private static long records(Epochs.Row row) {
        return LongStream.of(number(row, "eventsValid"), number(row, "eventsSuspect"))
                .sum();
    }

    private static long number(Epochs.Row row, String detail) {
        return Long.parseLong(row.details().getOrDefault(detail, "0"));
    }

    /** For people. */
    static String text(Optional<Estimate> estimate) {
        return estimate.map(each -> "about " + time(each.time()) + " by " + each.days()
                        + (each.days() == 1 ? " earlier day" : " earlier days"))
                .orElse("no earlier day to compare with");
    }

    static String time(Duration time) {
        if (time.toSeconds() < 1) {
            return "a second";
        }
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}

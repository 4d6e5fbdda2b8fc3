package io.wetoken.settlement;

import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who is tired wants to know of a day.
 *
 * @param since when it came to its state; empty when the log does not tell
 * @param trouble what the last run waited for, or why it failed; empty when the day moved on since
 * @param next what to type
 */
record DayText(Optional<Instant> since, Optional<String> trouble, String next) {
    private static final String WAITS = "waits";
    private static final String FAILED = "failed";

    static DayText of(Epochs.Row row, List<ActionLog.Entry> log) {
        String epoch = row.epoch().toString();
        Optional<Instant> since = Optional.empty();
        Optional<ActionLog.Entry> end = Optional.empty();
        for (ActionLog.Entry entry : log) {
            if (!entry.epoch().equals(epoch)) {
                continue;
            }
            if (entry.what().equals(row.state().name())) {
                since = Optional.of(entry.at());
            }
            if (entry.what().equals(WAITS) || entry.what().equals(FAILED)) {
                end = Optional.of(entry);
            } else if (isState(entry.what())) {
                end = Optional.empty();
            }
        }
        Optional<String> trouble = end.map(entry -> entry.what().equals(FAILED)
                ? "FAILED: " + entry.details().getOrDefault("why", "?")
                : "waits for " + entry.details().getOrDefault("for", "?"));
        return new DayText(since, trouble, next(row, trouble));
    }

    private static String next(Epochs.Row row, Optional<String> trouble) {
        if (row.state() == State.RECONCILED && trouble.isEmpty()) {
            return "-";
        }
        if (trouble.isPresent() && trouble.get().startsWith("FAILED: STOP:")) {
            return "./we epoch report --date " + row.epoch();
        }
        return row.state() == State.PLANNED && trouble.isPresent()
                ? "./we epoch plan --date " + row.epoch() + " --dry-run, then ./we epoch approve --date " + row.epoch()
                : "./we epoch run --date " + row.epoch();
    }

    private static boolean isState(String what) {
        for (State state : State.values()) {
            if (state.name().equals(what)) {
                return true;
            }
        }
        return false;
    }

    String sinceText() {
        return since.map(at -> at.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z"))
                .orElse("-");
    }

    /** At most so many characters. */
    String troubleText(int most) {
        String text = trouble.orElse("-");
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}

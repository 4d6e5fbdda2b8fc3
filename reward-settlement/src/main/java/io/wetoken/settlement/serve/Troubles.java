package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong now, found from the epochs, the log of what runs did, and what came of the last look. */
final class Troubles {
    private Troubles() {}

    /**
     * @param due as {@link DueDays} finds them
     * @param manual plans wait for a person
     */
    static List<Trouble> of(
            Outcome last,
            Collection<Epochs.Row> rows,
            List<Epoch> due,
            List<ActionLog.Entry> log,
            boolean manual,
            AlertConfig limits,
            Instant now) {
        List<Trouble> all = new ArrayList<>();
        if (last instanceof Outcome.Failed failed) {
            String subject = failed.epoch().map(Epoch::toString).orElse(Trouble.ALL);
            all.add(new Trouble(Trouble.Kind.FAILED, subject, failed.why()));
        } else if (last instanceof Outcome.Stopped stopped) {
            all.add(new Trouble(Trouble.Kind.STOPPED, stopped.epoch().toString(), stopped.why()));
        }
        Map<Epoch, State> states = new HashMap<>();
        rows.forEach(row -> states.put(row.epoch(), row.state()));
        for (Epoch day : due) {
            State state = states.getOrDefault(day, State.OPEN);
            Instant planned = planned(day, log);
            if (manual && state == State.PLANNED && isOver(planned, limits.approval(), now)) {
                all.add(new Trouble(
                        Trouble.Kind.APPROVAL,
                        day.toString(),
                        "The plan of " + day + " waits for approval since " + planned
                                + "; look at it: epoch plan --date " + day + " --dry-run"));
            }
            Instant end = Instant.ofEpochMilli(day.end());
            if (state.compareTo(State.PAID) < 0 && isOver(end, limits.unpaid(), now)) {
                all.add(new Trouble(
                        Trouble.Kind.UNPAID,
                        day.toString(),
                        "The day " + day + " ended at " + end + " and is not paid: it is " + state));
            }
        }
        return all;
    }

    private static boolean isOver(Instant since, Duration limit, Instant now) {
        return !now.isBefore(since.plus(limit));
    }

    /** When the plan was there; the end of its day, if the log was moved away. */
    private static Instant planned(Epoch day, List<ActionLog.Entry> log) {
        return log.stream()
                .filter(entry ->
                        entry.epoch().equals(day.toString()) && entry.what().equals(State.PLANNED.name()))
                .map(ActionLog.Entry::at)
                .reduce((earlier, later) -> later)
                .orElse(Instant.ofEpochMilli(day.end()));
    }
}

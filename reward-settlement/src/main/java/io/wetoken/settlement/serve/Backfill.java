package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.InputException;
import io.wetoken.settlement.Traces;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Days that were missed, in their order. */
public final class Backfill {
    private Backfill() {}

    /** Which days are run again, as Airflow's backfills name it. */
    public enum Mode {
        /** Only those that were never begun. */
        NONE,
        /** And those that stopped half. */
        FAILED,
        /** And those that are reconciled: they are compared with the chain again. */
        COMPLETED
    }

    /** What is to be done with a day. */
    public enum What {
        PAY,
        /** A later one is committed, so it can be closed and never paid. */
        CLOSE,
        COMPARE,
        NOTHING
    }

    /** @param before empty when it was never begun */
    public record Day(Epoch epoch, Optional<State> before, What what) {}

    /** @param end what came of it, for people */
    public record Done(Day day, Optional<State> after, String end, boolean failed) {}

    /** Does it. */
    public interface Worker {
        /** @return what it waits for */
        Optional<String> run(Epoch epoch, State until) throws IOException, InterruptedException;

        /** @return every difference from the chain */
        List<String> compare(Epoch epoch) throws IOException;

        Optional<State> state(Epoch epoch);
    }

    /**
     * Days {@code from} to {@code to}, with what is to be done.
     *
     * @param archived days of which the archive holds something
     * @throws InputException when a day is not over, or a day that is to be paid would shut out an earlier one for ever
     */
    public static List<Day> plan(
            Epoch from,
            Epoch to,
            Mode mode,
            Collection<Epochs.Row> rows,
            Collection<Epoch> archived,
            Optional<Epoch> first,
            Instant now)
            throws InputException {
        if (to.compareTo(from) < 0) {
            throw new InputException("--from " + from + " is after --to " + to);
        }
        if (!DueDays.isOver(to, now)) {
            throw new InputException("--to " + to + " is not over; the last day that is: "
                    + Epoch.of(now.toEpochMilli()).plusDays(-1));
        }
        TreeMap<Epoch, State> states = new TreeMap<>();
        rows.forEach(row -> states.put(row.epoch(), row.state()));
        Optional<Epoch> committed = DueDays.lastCommitted(rows).map(Epochs.Row::epoch);
        List<Day> days = new ArrayList<>();
        for (Epoch epoch = from; epoch.compareTo(to) <= 0; epoch = epoch.plusDays(1)) {
            Optional<State> state = Optional.ofNullable(states.get(epoch));
            boolean late = committed.isPresent() && committed.get().compareTo(epoch) > 0;
            days.add(new Day(epoch, state, what(mode, state, late)));
        }
        refuseToShutOut(days, DueDays.of(rows, archived, first, now));
        return days;
    }

    private static What what(Mode mode, Optional<State> state, boolean late) {
        if (state.isEmpty()) {
            return late ? What.CLOSE : What.PAY;
        }
        if (state.get() == State.RECONCILED) {
            return mode == Mode.COMPLETED ? What.COMPARE : What.NOTHING;
        }
        if (mode == Mode.NONE) {
            return What.NOTHING;
        }
        if (!late) {
            return What.PAY;
        }
        return state.get() == State.OPEN ? What.CLOSE : What.NOTHING;
    }

    private static void refuseToShutOut(List<Day> days, List<Epoch> due) throws InputException {
        Set<Epoch> paid = new HashSet<>();
        Optional<Epoch> last = Optional.empty();
        for (Day day : days) {
            if (day.what() == What.PAY) {
                paid.add(day.epoch());
                last = Optional.of(day.epoch());
            }
        }
        for (Epoch each : due) {
            if (last.isPresent() && each.compareTo(last.get()) < 0 && !paid.contains(each)) {
                throw new InputException("Epoch " + each + " is not paid, and once " + last.get()
                        + " is committed it never can be: begin with --from " + each
                        + " and --mode failed, or say in settlement.from which day is the first");
            }
        }
    }

    /** One day after the other; when one fails or must wait, those after it are not tried, for they would shut it out. */
    public static List<Done> run(List<Day> days, Worker worker) throws InterruptedException {
        List<Done> all = new ArrayList<>();
        Optional<Epoch> held = Optional.empty();
        for (Day day : days) {
            if (day.what() == What.NOTHING) {
                all.add(new Done(day, day.before(), "left as it is", false));
                continue;
            }
            if (held.isPresent()) {
                all.add(new Done(day, day.before(), "not tried, because of " + held.get(), false));
                continue;
            }
            Done done = one(day, worker);
            all.add(done);
            if (!done.end().equals(end(day.what()))) {
                held = Optional.of(day.epoch());
            }
        }
        return all;
    }

    private static Done one(Day day, Worker worker) throws InterruptedException {
        try {
            Optional<String> waits =
                    worker.run(day.epoch(), day.what() == What.CLOSE ? State.CLOSED : State.RECONCILED);
            List<String> differs =
                    waits.isEmpty() && day.what() == What.COMPARE ? worker.compare(day.epoch()) : List.of();
            String end = waits.map(why -> "waits for " + why)
                    .orElse(differs.isEmpty() ? end(day.what()) : "DIFFERS: " + String.join("; ", differs));
            return new Done(day, worker.state(day.epoch()), end, !differs.isEmpty());
        } catch (IOException | RuntimeException e) {
            return new Done(day, day.before(), "FAILED: " + ActionLog.withoutSecrets(Traces.message(e)), true);
        }
    }

    private static String end(What what) {
        return switch (what) {
            case PAY -> "paid";
            case CLOSE -> "closed; a later day is committed, so it is never paid";
            case COMPARE -> "agrees with the chain";
            case NOTHING -> "left as it is";
        };
    }
}

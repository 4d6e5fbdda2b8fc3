package io.wetoken.flink.review;

import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Indicators;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.store.Metrics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A day's figures by the names of {@code Metrics.day}, folded from the verdicts that count. */
final class ClosedFigures {
    private final Map<String, Presence> accounts = new HashMap<>();
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private long valid;
    private long suspect;

    void add(JudgedEvent judged) {
        if (judged.getVerdict() == Verdict.VALID) {
            valid++;
            accounts.merge(
                    judged.getEvent().getActor(),
                    Signals.PRESENCE.add(Signals.PRESENCE.zero(), judged),
                    Signals.PRESENCE::merge);
        } else {
            suspect++;
            judged.getReasons().forEach(reason -> reasons.merge(Metrics.SUSPECTED_FOR + reason, 1L, Long::sum));
        }
    }

    long valid() {
        return valid;
    }

    long suspect() {
        return suspect;
    }

    Map<String, Long> of(long duplicates) {
        DayTotals totals = new DayTotals();
        accounts.values().forEach(totals::plus);
        Map<String, Long> figures = new LinkedHashMap<>(Indicators.of(totals));
        figures.put("eventsValid", valid);
        figures.put("eventsSuspect", suspect);
        figures.put("eventsDuplicate", duplicates);
        figures.putAll(reasons);
        return figures;
    }
}

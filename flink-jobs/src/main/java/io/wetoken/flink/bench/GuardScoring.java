package io.wetoken.flink.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.points.DayPoints;
import io.wetoken.behaviour.points.Earned;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.review.core.ReviewRule;
import io.wetoken.flink.review.core.ReviewRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares one recording's verdicts with its labels, and lets the public rule of points say what they are worth. Events come in the order of their days, and
 * no more than one day is in memory. A verdict was suspect at once when it has a reason that is none of {@link ReviewRules}.
 */
final class GuardScoring {
    private static final double MICRO = 1e6;
    private static final int TENTH = 10;
    private static final Set<String> OF_THE_REVIEW =
            ReviewRules.ALL.stream().map(ReviewRule::code).collect(Collectors.toUnmodifiableSet());

    private final ActivityRules rules = ActivityRules.reference();
    private final SortedMap<String, GuardScore.Kind> kinds = new TreeMap<>();
    private final SortedMap<String, GuardScore.Hits> reasons = new TreeMap<>();
    private final Map<String, Set<String>> accounts = new HashMap<>();
    private final Map<String, long[]> people = new HashMap<>();
    private final List<Double> honestDays = new ArrayList<>();

    /** The day that is under way: what its accounts did, under no verdicts, the stream's and those in the end. */
    private final List<Map<AccountId, Deeds>> deeds = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private final Map<String, String> labels = new HashMap<>();
    private Epoch epoch;

    /**
     * @param label {@link GuardScore#HONEST} or the kind of fraud
     * @param codes the verdict's reasons; none when it is valid
     * @param trustPpm what the event weighs in the end
     */
    void add(BehaviourEvent event, String label, Set<String> codes, int trustPpm) {
        Epoch day = Epoch.of(event.getReceived());
        if (!day.equals(epoch)) {
            if (epoch != null && day.compareTo(epoch) < 0) {
                throw new IllegalArgumentException("Event " + event.getId() + " of " + day + " comes after " + epoch);
            }
            closeDay();
            epoch = day;
        }
        boolean honest = label.equals(GuardScore.HONEST);
        boolean atOnce = !OF_THE_REVIEW.containsAll(codes);
        boolean suspect = !codes.isEmpty();
        boolean fresh = accounts.computeIfAbsent(label, none -> new HashSet<>()).add(event.getActor());
        kinds.merge(
                label,
                new GuardScore.Kind(fresh ? 1 : 0, 0, 1, atOnce ? 1 : 0, suspect ? 1 : 0, 0, 0, 0),
                GuardScore.Kind::plus);
        codes.forEach(code ->
                reasons.merge(code, new GuardScore.Hits(honest ? 0 : 1, honest ? 1 : 0), GuardScore.Hits::plus));
        if (honest) {
            long[] counts = people.computeIfAbsent(event.getActor(), none -> new long[2]);
            counts[0]++;
            counts[1] += suspect ? 1 : 0;
        }
        // Whoever commits fraud with an account has that account, though somebody else may have used it honestly that
        // day.
        labels.merge(event.getActor(), label, (known, other) -> known.equals(GuardScore.HONEST) ? other : known);
        fold(0, event, (int) Ppm.ONE);
        fold(1, event, atOnce ? 0 : (int) Ppm.ONE);
        fold(2, event, suspect ? 0 : trustPpm);
    }

    private void fold(int which, BehaviourEvent event, int trustPpm) {
        Map<AccountId, Deeds> day = deeds.get(which);
        AccountId account = new AccountId(event.getActor());
        JudgedEvent judged = new JudgedEvent(
                event, trustPpm == 0 ? Verdict.SUSPECT : Verdict.VALID, List.of(), trustPpm, epoch.toString());
        day.put(account, Signals.DEEDS.add(day.getOrDefault(account, Signals.DEEDS.zero()), judged));
    }

    private void closeDay() {
        List<SortedMap<AccountId, Earned>> earned = deeds.stream()
                .map(day -> DayPoints.of(day, Confirmed.NONE, rules))
                .toList();
        labels.forEach((account, label) -> {
            double[] points = earned.stream()
                    .mapToDouble(day -> day.get(new AccountId(account)).points() / MICRO)
                    .toArray();
            kinds.merge(
                    label, new GuardScore.Kind(0, 1, 0, 0, 0, points[0], points[1], points[2]), GuardScore.Kind::plus);
            if (label.equals(GuardScore.HONEST) && points[2] > 0) {
                honestDays.add(points[2]);
            }
        });
        deeds.forEach(Map::clear);
        labels.clear();
    }

    GuardScore score() {
        closeDay();
        long hit = people.values().stream()
                .filter(counts -> counts[1] > 0 && counts[1] * TENTH >= counts[0])
                .count();
        return new GuardScore(kinds, people.size(), hit, reasons, honestDays);
    }
}

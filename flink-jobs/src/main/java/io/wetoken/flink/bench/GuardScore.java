package io.wetoken.flink.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How verdicts compare with what was known beforehand, summed over any number of recordings.
 *
 * @param kinds by label; {@link #HONEST} is one of them
 * @param people honest ones: those of whom any honest event was judged
 * @param peopleHit those of them of whose honest events at least a tenth were suspected
 * @param reasons by code, how many events of fraud and of honest people carry it
 * @param honestDays points of each account and day of honest people that earned any
 */
record GuardScore(
        SortedMap<String, Kind> kinds,
        long people,
        long peopleHit,
        SortedMap<String, Hits> reasons,
        List<Double> honestDays) {
    static final String HONEST = "honest";

    static GuardScore none() {
        return new GuardScore(new TreeMap<>(), 0, 0, new TreeMap<>(), List.of());
    }

    /**
     * One kind of behaviour.
     *
     * @param days of its accounts, each account and day once
     * @param atOnce events that the stream suspected
     * @param reviewed events suspected in the end
     * @param unguarded points of its account-days if nothing were suspected
     * @param pointsAtOnce points that are left after the stream's verdicts
     * @param pointsReviewed points that are left in the end
     */
    record Kind(
            long accounts,
            long days,
            long events,
            long atOnce,
            long reviewed,
            double unguarded,
            double pointsAtOnce,
            double pointsReviewed) {
        static final Kind NONE = new Kind(0, 0, 0, 0, 0, 0, 0, 0);

        Kind plus(Kind other) {
            return new Kind(
                    accounts + other.accounts,
                    days + other.days,
                    events + other.events,
                    atOnce + other.atOnce,
                    reviewed + other.reviewed,
                    unguarded + other.unguarded,
                    pointsAtOnce + other.pointsAtOnce,
                    pointsReviewed + other.pointsReviewed);
        }

        double caughtAtOnce() {
            return share(atOnce, events);
        }

        double caught() {
            return share(reviewed, events);
        }

        /** @param points of all its account-days */
        double aDay(double points) {
            return days == 0 ? 0 : points / days;
        }
    }

    /** Events that carry a reason. */
    record Hits(long fraud, long honest) {
        Hits plus(Hits other) {
            return new Hits(fraud + other.fraud, honest + other.honest);
        }
    }

    GuardScore plus(GuardScore other) {
        SortedMap<String, Kind> allKinds = new TreeMap<>(kinds);
        other.kinds.forEach((label, kind) -> allKinds.merge(label, kind, Kind::plus));
        SortedMap<String, Hits> allReasons = new TreeMap<>(reasons);
        other.reasons.forEach((code, hits) -> allReasons.merge(code, hits, Hits::plus));
        List<Double> days = new ArrayList<>(honestDays);
        days.addAll(other.honestDays);
        return new GuardScore(allKinds, people + other.people, peopleHit + other.peopleHit, allReasons, days);
    }

    Kind honest() {
        return kinds.getOrDefault(HONEST, Kind.NONE);
    }

    Kind fraud() {
        return kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().equals(HONEST))
                .map(Map.Entry::getValue)
                .reduce(Kind.NONE, Kind::plus);
    }

    /** The kind of fraud of which the least was caught; empty without fraud. */
    String worst() {
        return kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().equals(HONEST))
                .min((one, other) ->
                        Double.compare(one.getValue().caught(), other.getValue().caught()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** The share of what was suspected that was fraud; 1 when nothing was. */
    double precision() {
        return precision(fraud().reviewed(), honest().reviewed());
    }

    double precisionAtOnce() {
        return precision(fraud().atOnce(), honest().atOnce());
    }

    double peopleHitShare() {
        return share(peopleHit, people);
    }

    /** Points of an honest account on a day on which it earned any: as many earned more as less. */
    double honestMedian() {
        List<Double> sorted = honestDays.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static double precision(long right, long wrong) {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}

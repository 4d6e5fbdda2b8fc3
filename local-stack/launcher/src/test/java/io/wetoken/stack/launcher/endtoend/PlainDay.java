package io.wetoken.stack.launcher.endtoend;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What a day's valid acts amount to, counted with loops over all of them at once. Accounts are taken for persons: it is for logs in which no two accounts
 * that earn anything share a device.
 */
final class PlainDay {
    private static final int MINUTES = 1440;
    private static final long MINUTE_MS = 60_000;
    private static final long MILLION = 1_000_000;
    private static final long RELEASE = 3_000_000;

    private final LocalDate day;
    private final Map<String, List<Act>> byActor = new TreeMap<>();

    private final ToLongFunction<Act> trust;

    /** @param trust what an act weighs, in millionths; the same for all of an account's day */
    PlainDay(LocalDate day, Collection<Act> valid, ToLongFunction<Act> trust) {
        this.day = day;
        this.trust = trust;
        for (Act act : valid) {
            if (act.day().equals(day)) {
                byActor.computeIfAbsent(act.actor(), actor -> new ArrayList<>()).add(act);
            }
        }
    }

    /** By name, in the order of the reward rule; averages in millionths. */
    Map<String, Long> indicators() {
        long users = byActor.size();
        long plays = count(Act::isEffectivePlay);
        long[] online = online();
        long minutes = 0;
        long peak = 0;
        for (long accounts : online) {
            minutes += accounts;
            peak = Math.max(peak, accounts);
        }
        Map<String, Long> indicators = new LinkedHashMap<>();
        indicators.put("validDailyActiveUsers", users);
        indicators.put("effectiveReleases", count(Act::isEffectiveRelease));
        indicators.put("effectivePlays", plays);
        indicators.put("validLikes", count(act -> act.kind().equals("LIKE")));
        indicators.put("validComments", count(act -> act.kind().equals("COMMENT")));
        indicators.put("averagePlays", users == 0 ? 0 : plays * MILLION / users);
        indicators.put("averageOnlineMinutes", users == 0 ? 0 : minutes * MILLION / users);
        indicators.put("peakConcurrentUsers", peak);
        return indicators;
    }

    private long count(Predicate<Act> what) {
        return byActor.values().stream().flatMap(List::stream).filter(what).count();
    }

    /** How many accounts there were in each minute: those that watched in it, or did something. */
    private long[] online() {
        long midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long[] accounts = new long[MINUTES];
        for (List<Act> acts : byActor.values()) {
            BitSet there = new BitSet(MINUTES);
            for (Act act : acts) {
                for (int minute = 0; minute < MINUTES; minute++) {
                    long from = midnight + minute * MINUTE_MS;
                    long to = from + MINUTE_MS;
                    boolean watching = act.watches() && act.happened() - act.watchedMs() < to && act.happened() > from;
                    boolean doing = !act.watches() && act.happened() >= from && act.happened() < to;
                    if (watching || doing) {
                        there.set(minute);
                    }
                }
            }
            there.stream().forEach(minute -> accounts[minute]++);
        }
        return accounts;
    }

    /** Micro-points of every account of the day that did anything valid, capped at four times the median of those that earned any. */
    Map<String, Long> points() {
        Map<String, Long> points = new TreeMap<>();
        byActor.forEach(
                (actor, acts) -> points.put(actor, pointsOf(actor, acts) * trust.applyAsLong(acts.get(0)) / MILLION));
        List<Long> earned =
                points.values().stream().filter(sum -> sum > 0).sorted().toList();
        if (!earned.isEmpty()) {
            long cap = 4 * median(earned);
            points.replaceAll((actor, sum) -> Math.min(sum, cap));
        }
        return points;
    }

    private static long pointsOf(String actor, List<Act> acts) {
        Map<String, Long> credits = new HashMap<>();
        Set<String> releases = new HashSet<>();
        List<Act> watched = new ArrayList<>();
        for (Act act : acts) {
            boolean foreign = act.owner() != null && !act.owner().equals(actor);
            if (foreign && act.watches()) {
                watched.add(act);
            }
            if (foreign && act.credit() > 0) {
                credits.put(act.kind() + " " + act.owner(), act.credit());
            }
            if (act.isEffectiveRelease()) {
                releases.add(act.content());
            }
        }
        long watchedMs = Math.min(union(watched), MINUTES * MINUTE_MS);
        long credit = credits.values().stream().mapToLong(Long::longValue).sum();
        return watchedMs * MILLION / MINUTE_MS + credit + releases.size() * RELEASE;
    }

    /** The time in which at least one of them was watched, ms. */
    private static long union(List<Act> watched) {
        watched.sort(Comparator.comparingLong(act -> act.happened() - act.watchedMs()));
        long sum = 0;
        long covered = Long.MIN_VALUE;
        for (Act act : watched) {
            long from = Math.max(covered, act.happened() - act.watchedMs());
            if (from < act.happened()) {
                sum += act.happened() - from;
                covered = act.happened();
            }
        }
        return sum;
    }

    /** Of an even number, the mean of the middle two, floored. */
    static long median(List<Long> sorted) {
        int size = sorted.size();
        return Math.floorDiv(sorted.get((size - 1) / 2) + sorted.get(size / 2), 2);
    }
}

package io.wetoken.flink.review.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Three or more accounts that favour the same contents at the same time, again and again, as in CopyCatch (Beutel 2013) and SynchroTrap (Cao 2014). Pairs
 * are found by min-hash over (content, half hour) and then compared exactly: at least {@value #LEAST} contents within twenty minutes of each other, much
 * of what the two did, and together less likely than chance by far, for a hit draws everybody at once.
 *
 * <p>To watch the same at the same time is not enough: a class does, and whoever follows a maker's notice of a new video or a friend's link. But a class does
 * not like as one, and what is less than an hour old does not count.
 */
final class Lockstep implements ReviewRule {
    private static final long BUCKET_MS = 30 * 60_000L;
    private static final long TOGETHER_MS = 20 * 60_000L;
    private static final int LEAST = 4;
    /** What follows within so long of the last is of one sitting: who comes at the same time once, and for the same maker, meets all of that together. */
    private static final long SITTING_MS = 8 * 60_000L;
    /** Chances to meet again and again. */
    private static final int SITTINGS = 3;

    private static final double SHARE = 0.4;
    private static final double SURPRISE = 12;
    /** Of the contents that the two turned to together, that both favour; people who like every second video like a quarter together. */
    private static final double FAVOURED = 0.4;

    private static final int LEAST_FAVOURED = 3;
    private static final long FRESH_MS = 60 * 60_000L;
    /** Each is in step with so many, who are in step with as many: three at least. */
    private static final int LINKS = 2;

    @Override
    public String code() {
        return "LOCKSTEP";
    }

    @Override
    public void look(Day day, Findings findings) {
        Map<AccountDay, Map<Long, Long>> turns = new HashMap<>();
        Map<AccountDay, Set<Long>> favoured = new HashMap<>();
        Map<Long, Integer> crowds = new HashMap<>();
        Alike alike = new Alike();
        for (AccountDay account : day.accounts()) {
            Map<Long, Long> at = new TreeMap<>();
            account.deeds().forEach(deed -> at.putIfAbsent(deed.content(), deed.end()));
            at.entrySet().removeIf(turn -> day.fresh(turn.getKey(), turn.getValue(), FRESH_MS));
            Set<Long> marks = new HashSet<>();
            at.forEach((content, time) -> marks.addAll(buckets(content, time)));
            marks.forEach(bucket -> crowds.merge(bucket, 1, Integer::sum));
            Set<Long> liked = account.deeds().stream()
                    .filter(Deed::favours)
                    .map(Deed::content)
                    .collect(Collectors.toSet());
            if (at.size() >= LEAST && liked.size() >= LEAST_FAVOURED) {
                favoured.put(account, liked);
                turns.put(account, at);
                alike.add(account, marks);
            }
        }
        Groups.Links links = new Groups.Links();
        int active = day.accounts().size();
        List<Alike.Pair> pairs = alike.pairs((one, other) -> {
            Set<Long> both = new HashSet<>(favoured.get(one));
            both.retainAll(favoured.get(other));
            return inStep(turns.get(one), turns.get(other), both, crowds, active);
        });
        Alike.core(pairs, LINKS).forEach((account, others) -> others.forEach(other -> links.join(account, other)));
        for (List<AccountDay> group : links.all(day)) {
            group.forEach(account -> findings.against(
                    account,
                    code(),
                    "one of %d accounts that favour the same contents at the same time, such as %s",
                    group.size(),
                    group.get(group.get(0).equals(account) ? 1 : 0).account()));
        }
    }

    /** The half hour and, so that no border divides what belongs together, the one that begins in its middle. */
    private static List<Long> buckets(long content, long time) {
        return List.of(
                Mix.of(content, Math.floorDiv(time, BUCKET_MS) * 2),
                Mix.of(content, Math.floorDiv(time + BUCKET_MS / 2, BUCKET_MS) * 2 + 1));
    }

    private static boolean inStep(
            Map<Long, Long> one, Map<Long, Long> other, Set<Long> favoured, Map<Long, Integer> crowds, int active) {
        int together = 0;
        int both = 0;
        double surprise = 0;
        SortedSet<Long> times = new TreeSet<>();
        for (Map.Entry<Long, Long> turn : one.entrySet()) {
            Long at = other.get(turn.getKey());
            if (at != null && Math.abs(at - turn.getValue()) <= TOGETHER_MS) {
                together++;
                times.add(turn.getValue());
                both += favoured.contains(turn.getKey()) ? 1 : 0;
                int crowd = buckets(turn.getKey(), at).stream()
                        .mapToInt(bucket -> crowds.getOrDefault(bucket, 1))
                        .max()
                        .orElse(1);
                surprise += StrictMath.log((double) Math.max(active, crowd) / crowd);
            }
        }
        return together >= LEAST
                && both >= LEAST_FAVOURED
                && both >= FAVOURED * together
                && together >= SHARE * Math.min(one.size(), other.size())
                && surprise >= SURPRISE
                && sittings(times) >= SITTINGS;
    }

    private static int sittings(SortedSet<Long> times) {
        int sittings = 0;
        long last = Long.MIN_VALUE / 2;
        for (long time : times) {
            sittings += time - last > SITTING_MS ? 1 : 0;
            last = time;
        }
        return sittings;
    }
}

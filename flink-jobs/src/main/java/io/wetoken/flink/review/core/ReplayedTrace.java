package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.core.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Does again, act by act, what another did before. Compared are runs of four acts (what was done with which content, and how much of it was watched), so
 * neither a shift in time nor jitter hides it; how much was watched is compared by its order of magnitude, on two scales of which one has no border near. Runs of videos that were all watched to their end say nothing, even when all were liked: a series makes those.
 * Nor do reports of live watching, which are as long as the player makes them. A class that is shown one list has runs in common, too; so the times must bear it out
 * ({@link Shifted}), and where many acts come later by one shift, they need not be the same in what was watched.
 */
final class ReplayedTrace implements ReviewRule {
    static final String CODE = "REPLAYED_TRACE";
    private static final int RUN = 4;
    private static final int TELLING = 2;
    private static final int LEAST = 4;
    private static final double SHARE = 0.3;
    /** Runs that need no bearing out by their times. */
    private static final int MANY = 8;
    /** ln of 1.5: by so much the least and the most of one magnitude differ. */
    private static final double STEP = 0.4;

    private static final long LEAST_MS = 500;

    @Override
    public String code() {
        return CODE;
    }

    /** Videos that another watched in part, as much later each, that nobody has by chance. */
    private static final int IN_STEP = 6;

    private static final double MOST = 0.5;
    /** Pairs of contents, one after the other, that make it worthwhile to compare two accounts act by act. */
    private static final int ALIKE = 3;
    /** Accounts that are kept for a pair of contents, the earliest: of a series that many watch, those prove nothing. */
    private static final int KEPT = 6;

    private record First(AccountDay account, long time) {}

    @Override
    public void look(Day day, Findings findings) {
        Map<Long, First> firsts = new HashMap<>();
        day.before().ifPresent(before -> note(before, firsts));
        note(day, firsts);
        for (AccountDay account : day.accounts()) {
            compare(day, account, firsts, findings);
        }
        shifted(day, findings);
    }

    private void shifted(Day day, Findings findings) {
        Map<Long, List<First>> pairs = new HashMap<>();
        day.before().ifPresent(before -> before.accounts().forEach(account -> notePairs(account, pairs)));
        day.accounts().forEach(account -> notePairs(account, pairs));
        for (AccountDay account : day.accounts()) {
            SortedMap<String, Integer> alike = new TreeMap<>();
            pairs(account)
                    .forEach((pair, time) -> pairs.get(pair).stream()
                            .filter(first ->
                                    first.time() < time && !first.account().equals(account))
                            .map(first -> first.account().account())
                            .distinct()
                            .forEach(name -> alike.merge(name, 1, Integer::sum)));
            int all = Shifted.all(account.deeds());
            alike.forEach((name, times) -> {
                if (times >= ALIKE && all >= IN_STEP) {
                    int acts =
                            new Shifted(acts(day, name)).acts(account.deeds()).clear();
                    if (acts >= IN_STEP && acts >= MOST * all) {
                        findings.against(
                                account,
                                code(),
                                "%d of the %d videos that it watched in part %s watched before, each as much earlier",
                                acts,
                                all,
                                name);
                    }
                }
            });
        }
    }

    /** Of that day and the day before. */
    private static List<Deed> acts(Day day, String name) {
        List<Deed> acts = new ArrayList<>();
        day.before().map(before -> before.account(name)).ifPresent(before -> acts.addAll(before.deeds()));
        if (day.account(name) != null) {
            acts.addAll(day.account(name).deeds());
        }
        return acts;
    }

    private static void notePairs(AccountDay account, Map<Long, List<First>> pairs) {
        pairs(account).forEach((pair, time) -> {
            List<First> firsts = pairs.computeIfAbsent(pair, none -> new ArrayList<>(1));
            firsts.add(new First(account, time));
            firsts.sort(Comparator.comparingLong(First::time));
            if (firsts.size() > KEPT) {
                firsts.remove(KEPT);
            }
        });
    }

    /** Contents that it turned to one after the other, with when. */
    private static Map<Long, Long> pairs(AccountDay account) {
        Map<Long, Long> pairs = new TreeMap<>();
        Deed last = null;
        for (Deed deed : account.deeds()) {
            if (deed.views() && (last == null || last.content() != deed.content())) {
                if (last != null) {
                    pairs.putIfAbsent(Mix.of(last.content(), deed.content()), deed.end());
                }
                last = deed;
            }
        }
        return pairs;
    }

    private static void note(Day day, Map<Long, First> firsts) {
        for (AccountDay account : day.accounts()) {
            List<Deed> deeds = account.deeds();
            for (int from = 0; from + RUN <= deeds.size(); from++) {
                First first = new First(account, deeds.get(from).end());
                for (long run : runs(deeds.subList(from, from + RUN))) {
                    firsts.merge(run, first, ReplayedTrace::earlier);
                }
            }
        }
    }

    private static First earlier(First one, First other) {
        return one.time() <= other.time() ? one : other;
    }

    private void compare(Day day, AccountDay account, Map<Long, First> firsts, Findings findings) {
        List<Deed> deeds = account.deeds();
        SortedMap<String, Integer> same = new TreeMap<>();
        int runs = 0;
        for (int from = 0; from + RUN <= deeds.size(); from++) {
            SortedSet<String> before = new TreeSet<>();
            for (long run : runs(deeds.subList(from, from + RUN))) {
                before.add(firsts.get(run).account().account());
            }
            runs += before.isEmpty() ? 0 : 1;
            before.remove(account.account());
            before.forEach(name -> same.merge(name, 1, Integer::sum));
        }
        for (Map.Entry<String, Integer> other : same.entrySet()) {
            if (other.getValue() >= LEAST
                    && other.getValue() >= SHARE * runs
                    && (other.getValue() >= MANY
                            || new Shifted(acts(day, other.getKey()))
                                            .acts(account.deeds())
                                            .most()
                                    >= TELLING)) {
                findings.against(
                        account,
                        code(),
                        "%d of its %d runs of acts are those of %s, before",
                        other.getValue(),
                        runs,
                        other.getKey());
            }
        }
    }

    /** Its hash on either scale; none when it tells too little. */
    private static long[] runs(List<Deed> deeds) {
        int telling = 0;
        boolean partly = false;
        for (Deed deed : deeds) {
            boolean whole = whole(deed);
            telling += deed.views() && whole ? 0 : 1;
            partly |= deed.views() && !whole;
        }
        return telling >= TELLING && partly ? new long[] {run(deeds, 0), run(deeds, 1)} : new long[0];
    }

    private static long run(List<Deed> deeds, int scale) {
        long hash = scale + 1L;
        for (Deed deed : deeds) {
            long watched = deed.views() ? magnitude(deed, scale) : -2;
            hash = Mix.of(Mix.of(Mix.of(hash, Fingerprint.of(deed.kind().name())), deed.content()), watched);
        }
        return hash;
    }

    private static boolean whole(Deed deed) {
        return deed.whole() || deed.kind() == EventKind.LIVE_PLAY;
    }

    private static long magnitude(Deed deed, int scale) {
        return whole(deed)
                ? -1
                : (long) (StrictMath.log((double) Math.max(LEAST_MS, deed.watchMs())) / STEP + scale / 2.0);
    }
}

package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.core.Fingerprint;
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
 * Nor do reports of live watching, which are as long as the player makes them.
 */
final class ReplayedTrace implements ReviewRule {
    static final String CODE = "REPLAYED_TRACE";
    private static final int RUN = 4;
    private static final int TELLING = 2;
    private static final int LEAST = 4;
    private static final double SHARE = 0.3;
    /** ln of 1.5: by so much the least and the most of one magnitude differ. */
    private static final double STEP = 0.4;

    private static final long LEAST_MS = 500;

    @Override
    public String code() {
        return CODE;
    }

    private record First(AccountDay account, long time) {}

    @Override
    public void look(Day day, Findings findings) {
        Map<Long, First> firsts = new HashMap<>();
        day.before().ifPresent(before -> note(before, firsts));
        note(day, firsts);
        for (AccountDay account : day.accounts()) {
            compare(account, firsts, findings);
        }
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

    private void compare(AccountDay account, Map<Long, First> firsts, Findings findings) {
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
            if (other.getValue() >= LEAST && other.getValue() >= SHARE * runs) {
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

package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.core.Fingerprint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does again, act by act, what another did before. Compared are runs of four acts (what was done with which content, and how much of it was watched), so
 * neither a shift in time nor jitter hides it. Runs of videos that were all watched to their end say nothing, even when all were liked: a series makes those.
 * Nor do reports of live watching, which are as long as the player makes them.
 */
final class ReplayedTrace implements ReviewRule {
    static final String CODE = "REPLAYED_TRACE";
    private static final int RUN = 4;
    private static final int TELLING = 2;
    private static final int LEAST = 4;
    private static final double SHARE = 0.3;
    private static final long STEP_MS = 250;

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
                long run = run(deeds.subList(from, from + RUN));
                if (run != 0) {
                    firsts.merge(run, new First(account, deeds.get(from).end()), ReplayedTrace::earlier);
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
            First first = firsts.get(run(deeds.subList(from, from + RUN)));
            if (first != null) {
                runs++;
                String name = first.account().account();
                if (!name.equals(account.account())) {
                    same.merge(name, 1, Integer::sum);
                }
            }
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

    /** Its hash; 0 when it tells too little. */
    private static long run(List<Deed> deeds) {
        long hash = 1;
        int telling = 0;
        boolean partly = false;
        for (Deed deed : deeds) {
            boolean whole = deed.whole() || deed.kind() == EventKind.LIVE_PLAY;
            telling += deed.views() && whole ? 0 : 1;
            partly |= deed.views() && !whole;
            long watched = deed.views() ? whole ? -1 : (deed.watchMs() + STEP_MS / 2) / STEP_MS : -2;
            hash = Mix.of(Mix.of(Mix.of(hash, Fingerprint.of(deed.kind().name())), deed.content()), watched);
        }
        return telling >= TELLING && partly ? hash : 0;
    }
}

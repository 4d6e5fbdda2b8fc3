package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Pauses all of one length. People's pauses between two acts are spread over several times their median (about log-normal, in every study of human
 * activity since Barabási 2005); a loop with a sleep, even one with a jitter of a fifth, is not. Pauses are compared within a transition (from watching to
 * liking, from liking to watching …), from the end of one act both to the beginning and to the end of the next.
 *
 * <p>What the player does is nobody's pause: it goes on by itself within a second and a half, and reports live watching every so often. Nor is the length of
 * a video that was watched to its end: who plays one song forty times ends an act as regularly as a loop does. There the ends count only where the videos
 * are not of one length.
 */
final class Clockwork implements ReviewRule {
    private static final int LEAST = 24;
    /** ln of the ratio of the last fifth to the first. A pause evenly between 2 and 3 s has .23, evenly between 1 and 3 s .62, log-normal with σ .8 1.35. */
    private static final double SPREAD = 0.30;

    private static final double SHARE = 0.5;

    @Override
    public String code() {
        return "CLOCKWORK";
    }

    @Override
    public void look(Day day, Findings findings) {
        for (AccountDay account : day.accounts()) {
            List<Deed> deeds = account.deeds();
            if (deeds.size() > LEAST) {
                look(account, transitions(account).values(), findings);
            }
        }
    }

    private void look(AccountDay account, Collection<List<Pause>> transitions, Findings findings) {
        int all = 0;
        int regular = 0;
        long typical = 0;
        for (List<Pause> pauses : transitions) {
            all += pauses.size();
            long median = steady(pauses);
            if (median > 0) {
                regular += pauses.size();
                typical = median;
            }
        }
        if (regular > 0 && regular >= SHARE * all) {
            findings.against(account, code(), "%d of %d pauses are alike, such as %.1f s", regular, all, typical / 1e3);
        }
    }

    /**
     * From the end of the act before.
     *
     * @param start to where the act began
     * @param end to where it ended
     * @param wholeMs how long the video is that was watched to its end; 0 for all other acts
     */
    private record Pause(long start, long end, long wholeMs) {}

    private static Map<String, List<Pause>> transitions(AccountDay account) {
        List<Deed> deeds = account.deeds();
        Map<String, List<Pause>> transitions = new HashMap<>();
        for (int i = 1; i < deeds.size(); i++) {
            Deed before = deeds.get(i - 1);
            Deed deed = deeds.get(i);
            if (!account.continues(i)) {
                transitions
                        .computeIfAbsent(before.kind() + " " + deed.kind(), none -> new ArrayList<>())
                        .add(new Pause(
                                deed.start() - before.end(),
                                deed.end() - before.end(),
                                deed.whole() ? deed.watchMs() : 0));
            }
        }
        return transitions;
    }

    /** The median when they are all about as long; else 0. */
    private static long steady(List<Pause> pauses) {
        if (pauses.size() < LEAST) {
            return 0;
        }
        long[] starts = sorted(pauses, Pause::start);
        if (spread(starts) <= SPREAD) {
            return middle(starts);
        }
        long[] ends = sorted(pauses, Pause::end);
        long whole = pauses.stream().filter(pause -> pause.wholeMs() > 0).count();
        boolean theVideos = whole * 2 > pauses.size()
                && spread(sorted(
                                pauses.stream()
                                        .filter(pause -> pause.wholeMs() > 0)
                                        .toList(),
                                Pause::wholeMs))
                        <= 2 * SPREAD;
        return !theVideos && spread(ends) <= SPREAD ? middle(ends) : 0;
    }

    private static long[] sorted(List<Pause> pauses, ToLongFunction<Pause> which) {
        return pauses.stream().mapToLong(which).sorted().toArray();
    }

    private static long middle(long[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Infinite for what the player may do by itself. */
    private static double spread(long[] sorted) {
        long low = sorted[sorted.length / 5];
        long high = sorted[sorted.length - 1 - sorted.length / 5];
        return low > 0 && middle(sorted) >= Deed.PLAYER_MS ? StrictMath.log((double) high / low) : Double.MAX_VALUE;
    }
}

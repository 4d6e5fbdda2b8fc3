package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pauses all of one length. People's pauses between two acts are spread over several times their median (about log-normal, in every study of human
 * activity since Barabási 2005); a loop with a sleep, even one with a jitter of a fifth, is not. Pauses are compared within a transition (from watching to
 * liking, from liking to watching …), from the end of one act both to the beginning and to the end of the next. Below a second and a half the player may
 * be going on by itself.
 */
final class Clockwork implements ReviewRule {
    private static final int LEAST = 16;
    private static final long PLAYER_MS = 1_500;
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
            if (deeds.size() <= LEAST) {
                continue;
            }
            int regular = 0;
            long typical = 0;
            for (List<long[]> pauses : transitions(deeds).values()) {
                long median = Math.max(steady(pauses, 0), steady(pauses, 1));
                if (median > 0) {
                    regular += pauses.size();
                    typical = median;
                }
            }
            if (regular >= SHARE * (deeds.size() - 1)) {
                findings.against(
                        account,
                        code(),
                        "%d of %d pauses are alike, such as %.1f s",
                        regular,
                        deeds.size() - 1,
                        typical / 1e3);
            }
        }
    }

    private static Map<String, List<long[]>> transitions(List<Deed> deeds) {
        Map<String, List<long[]>> transitions = new HashMap<>();
        for (int i = 1; i < deeds.size(); i++) {
            Deed before = deeds.get(i - 1);
            Deed deed = deeds.get(i);
            transitions
                    .computeIfAbsent(before.kind() + " " + deed.kind(), none -> new ArrayList<>())
                    .add(new long[] {deed.start() - before.end(), deed.end() - before.end()});
        }
        return transitions;
    }

    /** The median when they are all about as long; else 0. */
    private static long steady(List<long[]> pauses, int which) {
        if (pauses.size() < LEAST) {
            return 0;
        }
        long[] sorted =
                pauses.stream().mapToLong(pause -> pause[which]).sorted().toArray();
        long low = sorted[sorted.length / 5];
        long high = sorted[sorted.length - 1 - sorted.length / 5];
        long median = sorted[sorted.length / 2];
        return median >= PLAYER_MS && low > 0 && StrictMath.log((double) high / low) <= SPREAD ? median : 0;
    }
}

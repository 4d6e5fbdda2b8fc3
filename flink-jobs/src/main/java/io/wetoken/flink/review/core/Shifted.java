package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Whether somebody does what another did, each act just as much later as the others. What was left out, and small differences in what was watched, do not hide it. Two
 * people who are shown one list pause each for as long as it likes and swipe on when they like, so that they drift apart within a few acts. How long a whole video
 * takes is no choice, and so it does not count.
 */
final class Shifted {
    /** Acts that fall within so much of one shift belong to it: as far as a jitter of three seconds scatters them. */
    private static final long WITHIN_MS = 8_000;
    /** By as much people drift apart who do the same: of what is about as much later, nearly all must be just as much later. */
    private static final long DRIFT_MS = 2 * 60_000L;

    private static final double TOGETHER = 0.7;
    /** Who watches together is not later. */
    private static final long LATER_MS = 2 * 60_000L;
    /** Acts of one kind with one content that are compared: who repeats one song all day is no copy of who does so too. */
    private static final int REPEATS = 3;

    /**
     * Videos watched in part as the other did.
     *
     * @param most just as much later
     * @param near about as much later, those included
     */
    record Acts(int most, int near) {
        /** 0 where they are not much more than what drifts about them. */
        int clear() {
            return most >= TOGETHER * near ? most : 0;
        }
    }

    private record What(Object kind, long content) {}

    private final Map<What, List<Long>> times = new HashMap<>();

    /** @param before who did it first */
    Shifted(List<Deed> before) {
        for (int i = 0; i < before.size(); i++) {
            Deed deed = before.get(i);
            if (chosen(before, i)) {
                List<Long> at = times.computeIfAbsent(new What(deed.kind(), deed.content()), none -> new ArrayList<>());
                if (at.size() < REPEATS) {
                    at.add(deed.end());
                }
            }
        }
    }

    /** How many videos it watched in part as the other did, later by one shift. */
    Acts acts(List<Deed> deeds) {
        long[] shifts = LongStream.range(0, deeds.size())
                .filter(i -> chosen(deeds, (int) i))
                .flatMap(i -> shifts(deeds.get((int) i)))
                .filter(shift -> shift >= LATER_MS)
                .sorted()
                .toArray();
        int most = 0;
        int near = 0;
        for (int from = 0, to = 0, nearest = 0, farthest = 0; to < shifts.length; to++) {
            while (shifts[to] - shifts[from] > WITHIN_MS) {
                from++;
            }
            if (to - from + 1 > most) {
                most = to - from + 1;
                while (shifts[from] - shifts[nearest] > DRIFT_MS) {
                    nearest++;
                }
                while (farthest < shifts.length && shifts[farthest] - shifts[to] <= DRIFT_MS) {
                    farthest++;
                }
                near = farthest - nearest;
            }
        }
        return new Acts(most, near);
    }

    /** How many it watched in part, of its own choice. */
    static int all(List<Deed> deeds) {
        return (int) LongStream.range(0, deeds.size())
                .filter(i -> chosen(deeds, (int) i))
                .count();
    }

    private LongStream shifts(Deed deed) {
        return times.getOrDefault(new What(deed.kind(), deed.content()), List.of()).stream()
                .mapToLong(before -> deed.end() - before);
    }

    private static boolean chosen(List<Deed> deeds, int i) {
        Deed deed = deeds.get(i);
        return deed.views()
                && !deed.whole()
                && deed.kind() != EventKind.LIVE_PLAY
                && (i == 0 || !deed.continues(deeds.get(i - 1)));
    }
}

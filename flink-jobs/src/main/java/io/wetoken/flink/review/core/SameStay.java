package io.wetoken.flink.review.core;

import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Viewers of one broadcast who do nothing else all day and stay equally long, although they neither come nor go together: a rented audience. People stay in a
 * broadcast from a moment to its end, with all between; those who stay to its end go together, which
 * explains that they stayed equally long, and they may have come together, too.
 */
final class SameStay implements ReviewRule {
    private static final int VIEWERS = 12;
    /** ln of how much longer one of ten stays than nine of ten do: a third longer at most. */
    private static final double SPREAD = 0.3;

    private static final double MARGIN = 1.15;
    /** How far apart they go, for the end of the broadcast not to explain it. */
    private static final long APART_MS = 5 * 60_000L;
    /** Who looks in for some minutes cannot stay at different lengths. */
    private static final long LONG_MS = 15 * 60_000L;

    @Override
    public String code() {
        return "SAME_STAY";
    }

    private record Stay(AccountDay account, long from, long to) {
        long ms() {
            return to - from;
        }
    }

    @Override
    public void look(Day day, Findings findings) {
        SortedMap<Long, List<Stay>> rooms = new TreeMap<>();
        for (AccountDay account : day.accounts()) {
            List<Deed> deeds = account.deeds();
            if (!deeds.isEmpty()
                    && deeds.stream().allMatch(deed -> inRoom(deed, deeds.get(0).content()))) {
                rooms.computeIfAbsent(deeds.get(0).content(), none -> new ArrayList<>())
                        .add(new Stay(
                                account,
                                deeds.get(0).start(),
                                deeds.get(deeds.size() - 1).end()));
            }
        }
        for (List<Stay> stays : rooms.values()) {
            long[] lengths = stays.stream().mapToLong(Stay::ms).sorted().toArray();
            if (stays.size() >= VIEWERS
                    && low(lengths) >= LONG_MS
                    && StrictMath.log((double) high(lengths) / low(lengths)) <= SPREAD
                    && apart(stays.stream().mapToLong(Stay::to).sorted().toArray()) >= APART_MS) {
                stays.stream()
                        .filter(stay -> stay.ms() * MARGIN >= low(lengths) && stay.ms() <= high(lengths) * MARGIN)
                        .forEach(stay -> findings.against(
                                stay.account(),
                                code(),
                                "one of %d viewers who only watch one broadcast, for %d to %d minutes, and do not go together",
                                stays.size(),
                                low(lengths) / 60_000,
                                high(lengths) / 60_000));
            }
        }
    }

    private static boolean inRoom(Deed deed, long room) {
        return deed.kind() == EventKind.LIVE_PLAY && deed.content() == room;
    }

    private static long low(long[] sorted) {
        return sorted[sorted.length / 10];
    }

    private static long high(long[] sorted) {
        return sorted[sorted.length - 1 - sorted.length / 10];
    }

    private static long apart(long[] sorted) {
        return high(sorted) - low(sorted);
    }
}

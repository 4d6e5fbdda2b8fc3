package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How long a player counts before it goes on to the next video by itself. Pauses of people differ by their half and more. */
final class Countdown {
    private static final int LEAST = 6;
    private static final double MOSTLY = 0.6;
    /** Of the pause, by how much a player's differ. */
    private static final double ABOUT = 0.1;

    private Countdown() {}

    /** In ms, by one account's acts; 0 when it does not count, or too little is known. */
    static long of(List<Deed> deeds) {
        return of(pauses(deeds), LEAST);
    }

    /** Whether the pauses of several are one player's. */
    static boolean ofAll(List<List<Deed>> accounts) {
        List<Long> pauses = new ArrayList<>();
        accounts.forEach(deeds -> pauses.addAll(pauses(deeds)));
        return of(pauses, LEAST) > 0;
    }

    /** Whether the pauses could be a player's, few as they are. */
    static boolean mayBe(List<Deed> deeds) {
        List<Long> pauses = pauses(deeds);
        return of(pauses, 2) > 0 && (pauses.size() > 2 || about(pauses.get(0), pauses.get(1)));
    }

    static boolean about(long countdown, long pause) {
        return Math.abs(pause - countdown) <= ABOUT * countdown;
    }

    private static List<Long> pauses(List<Deed> deeds) {
        return IntStream.range(1, deeds.size())
                .filter(i -> deeds.get(i).follows(deeds.get(i - 1)))
                .mapToObj(i -> deeds.get(i).start() - deeds.get(i - 1).end())
                .toList();
    }

    private static long of(List<Long> pauses, int least) {
        if (pauses.size() < least) {
            return 0;
        }
        long middle = pauses.stream().sorted().toList().get(pauses.size() / 2);
        long alike = pauses.stream().filter(pause -> about(middle, pause)).count();
        return alike >= MOSTLY * pauses.size() ? middle : 0;
    }
}

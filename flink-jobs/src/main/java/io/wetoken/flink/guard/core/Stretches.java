package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * The newest stretches of watching by true time, at most a given number and of at most two days, each with a tag that says whose or where. Immutable. Takes them in any order.
 *
 * @param all by end
 */
record Stretches(List<Stretch> all) {
    static final Stretches NONE = new Stretches(List.of());
    /** What is older than this before the newest is forgotten: no collector takes an act that is older when it comes, so nothing can overlap with it any more. */
    static final long KEPT_MS = TimeUnit.HOURS.toMillis(48);

    private static final Comparator<Stretch> BY_END =
            Comparator.comparingLong(Stretch::end).thenComparingLong(Stretch::start);
    private static final Comparator<Stretch> BY_START = Comparator.comparingLong(Stretch::start);

    Stretches {
        all = List.copyOf(all);
    }

    /** @param end ms since 1970, exclusive */
    record Stretch(long start, long end, long tag) {}

    Stretches with(Stretch added, int limit) {
        List<Stretch> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(added);
        more.sort(BY_END);
        long oldest = more.get(more.size() - 1).end() - KEPT_MS;
        int first = Math.max(0, more.size() - limit);
        while (more.get(first).end() < oldest) {
            first++;
        }
        return new Stretches(more.subList(first, more.size()));
    }

    /** How many ms between {@code from} and {@code to} are covered by stretches whose tag is wanted. */
    long covered(long from, long to, LongPredicate wanted) {
        List<Stretch> within = all.stream()
                .filter(stretch -> stretch.end() > from && stretch.start() < to && wanted.test(stretch.tag()))
                .sorted(BY_START)
                .toList();
        long covered = 0;
        long reached = from;
        for (Stretch stretch : within) {
            long end = Math.min(to, stretch.end());
            if (end > reached) {
                covered += end - Math.max(reached, stretch.start());
                reached = end;
            }
        }
        return covered;
    }

    /** Like {@link #covered}, but what is covered twice counts twice. */
    long sum(long from, long to) {
        return all.stream()
                .mapToLong(stretch -> Math.max(0, Math.min(to, stretch.end()) - Math.max(from, stretch.start())))
                .sum();
    }

    void write(ByteWriter out) {
        out.number(all.size());
        for (Stretch stretch : all) {
            out.number(stretch.end()).number(stretch.end() - stretch.start()).bits(stretch.tag());
        }
    }

    static Stretches read(ByteReader in) {
        int count = in.count();
        List<Stretch> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long end = in.number();
            all.add(new Stretch(end - in.number(), end, in.bits()));
        }
        return new Stretches(all);
    }
}

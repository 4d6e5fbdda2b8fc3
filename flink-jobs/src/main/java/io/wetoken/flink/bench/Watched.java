package io.wetoken.flink.bench;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Contents;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies.Standing;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Reads the rows of probes over and over, as a reader of the store would, and remembers when each figure first told of its event. */
final class Watched {
    private static final int MOST_AT_ONCE = 400;
    private static final long PAUSE_MS = 5;

    /** What an event is to be seen in. */
    enum Figure {
        CONTENT("content"),
        CREATOR("creator"),
        WATCHING("watching"),
        DAY("day");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final class Outstanding {
        private final LiveLoad.Probe probe;
        private final long due;
        private final long ordinal;
        private final boolean counts;
        private final Map<Figure, Long> seen = new EnumMap<>(Figure.class);

        Outstanding(LiveLoad.Probe probe, long due, long ordinal, boolean counts) {
            this.probe = probe;
            this.due = due;
            this.ordinal = ordinal;
            this.counts = counts;
        }
    }

    private final Store store;
    private final List<Figure> figures;
    private final Queue<Outstanding> coming = new ConcurrentLinkedQueue<>();
    private final List<Outstanding> waiting = new ArrayList<>();
    private final List<Outstanding> done = new ArrayList<>();
    private final Epoch day = Epoch.of(System.currentTimeMillis());
    private long reads;
    private long readNanos;

    Watched(Store store, List<Figure> figures) {
        this.store = store;
        this.figures = figures;
    }

    /**
     * From any thread.
     *
     * @param due when the event happened, by {@link System#nanoTime}
     * @param ordinal how many events had been sent with it
     * @param counts false while everything warms up
     */
    void expect(LiveLoad.Probe probe, long due, long ordinal, boolean counts) {
        coming.add(new Outstanding(probe, due, ordinal, counts));
    }

    /** Once around; then a pause. */
    void look() throws InterruptedException {
        for (Outstanding next = coming.poll(); next != null; next = coming.poll()) {
            waiting.add(next);
        }
        List<Outstanding> asked = waiting.subList(0, Math.min(MOST_AT_ONCE, waiting.size()));
        if (!asked.isEmpty()) {
            long start = System.nanoTime();
            if (figures.contains(Figure.CONTENT)) {
                contents(asked);
            }
            if (figures.contains(Figure.CREATOR)) {
                tallies(asked);
            }
            if (figures.contains(Figure.DAY)) {
                long counted = counted();
                long now = System.nanoTime();
                asked.stream().filter(each -> each.ordinal <= counted).forEach(each -> see(each, Figure.DAY, now));
            }
            reads++;
            readNanos += System.nanoTime() - start;
            asked.stream().filter(this::whole).forEach(done::add);
            waiting.removeIf(this::whole);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }

    private boolean whole(Outstanding each) {
        return each.seen.size() == figures.size();
    }

    private void contents(List<Outstanding> asked) {
        Map<ContentId, Contents.Figures> found = store.contents()
                .figuresAll(asked.stream().map(each -> each.probe.content()).toList());
        long now = System.nanoTime();
        asked.stream()
                .filter(each -> found.containsKey(each.probe.content()))
                .forEach(each -> see(each, Figure.CONTENT, now));
    }

    private void tallies(List<Outstanding> asked) {
        List<Subject> subjects = asked.stream()
                .flatMap(each -> Stream.of(each.probe.creatorSubject(), each.probe.contentSubject()))
                .toList();
        Map<Subject, Standing> found = store.tallies().findAll(subjects, day);
        long now = System.nanoTime();
        for (Outstanding each : asked) {
            if (found.get(each.probe.creatorSubject()).total().plays() > 0) {
                see(each, Figure.CREATOR, now);
            }
            ToLongFunction<Watching> viewers = Watching::viewers;
            if (found.get(each.probe.contentSubject()).watching().stream()
                            .mapToLong(viewers)
                            .sum()
                    > 0) {
                see(each, Figure.WATCHING, now);
            }
        }
    }

    private static void see(Outstanding each, Figure figure, long now) {
        each.seen.putIfAbsent(figure, Math.max(0, now - each.due) / 1_000_000);
    }

    /** Events in the figures of the day on which the watching began, and of the next. */
    private long counted() {
        return Stream.of(day, day.plusDays(1))
                .map(store.metrics()::day)
                .flatMap(known -> Stream.of("eventsValid", "eventsSuspect", "eventsDuplicate")
                        .map(name -> known.getOrDefault(name, 0L)))
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Until so many events are counted: the last few come after the last that is watched. @return how many are within the limit */
    long counted(long events, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long counted = counted();
        while (counted < events && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            counted = counted();
        }
        return counted;
    }

    /** Until nothing is outstanding. @return how many never came within the limit */
    int rest(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            look();
        } while ((!waiting.isEmpty() || !coming.isEmpty()) && System.nanoTime() < deadline);
        return waiting.size();
    }

    Latencies of(Figure figure) {
        return new Latencies(counting().mapToLong(each -> each.seen.get(figure)).toArray());
    }

    /** Until the last of the figures told of it. */
    Latencies ofAll() {
        return new Latencies(counting()
                .mapToLong(each -> each.seen.values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0))
                .toArray());
    }

    long probes() {
        return counting().count();
    }

    double readMillis() {
        return reads == 0 ? 0 : readNanos / 1e6 / reads;
    }

    private Stream<Outstanding> counting() {
        return done.stream().filter(each -> each.counts);
    }
}

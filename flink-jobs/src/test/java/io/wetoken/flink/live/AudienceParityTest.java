package io.wetoken.flink.live;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.flink.live.core.Tally;
import io.wetoken.store.Tallies;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stream's operators make of seeded days, in any order, cut by failures, is what the plain definitions make of them. */
class AudienceParityTest {
    private static final int EVENTS = 600;

    static LongStream seeds() {
        return LongStream.range(4_000, 4_006);
    }

    /** What one number is of; an empty epoch is all of them. */
    private record Place(Subject subject, String epoch) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void talliesAreThePlainFoldOfTheSignal(long seed) throws Exception {
        Random random = new Random(seed);
        List<JudgedEvent> events = twoDays(random);
        Map<Place, Counts> expected = plainly(events);
        assertThat(expected.keySet().stream().map(place -> place.subject().dimension()))
                .as("all dimensions are there")
                .contains(Dimension.CREATOR, Dimension.ROOM, Dimension.APP, Dimension.CONTENT);
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(events, random);
            assertThat(byTheOperator(events, random)).as("seed %d", seed).isEqualTo(expected);
            assertThat(cutAndMerged(events, random)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static Map<Place, Counts> plainly(List<JudgedEvent> events) {
        Map<Place, ContentFigures> counts = new HashMap<>();
        Map<Place, Set<String>> viewers = new HashMap<>();
        for (JudgedEvent judged : events) {
            if (judged.getVerdict() != Verdict.VALID) {
                continue;
            }
            BehaviourEvent event = judged.getEvent();
            for (Subject subject : subjects(event)) {
                for (String epoch : List.of("", judged.getEpoch())) {
                    Place place = new Place(subject, epoch);
                    counts.put(
                            place,
                            Signals.CONTENT_FIGURES.add(
                                    counts.getOrDefault(place, Signals.CONTENT_FIGURES.zero()), judged));
                    Set<String> watched = viewers.computeIfAbsent(place, of -> new HashSet<>());
                    if (event.getKind() == EventKind.PLAY || event.getKind() == EventKind.LIVE_PLAY) {
                        watched.add(event.getActor());
                    }
                }
            }
        }
        Map<Place, Counts> all = new HashMap<>();
        counts.forEach((place, of) -> {
            Counts now = new Counts(
                    of.plays(),
                    of.watchMs(),
                    of.likes(),
                    of.comments(),
                    of.shares(),
                    viewers.get(place).size());
            if (!now.equals(Counts.NONE)) {
                all.put(place, now);
            }
        });
        return all;
    }

    private static List<Subject> subjects(BehaviourEvent event) {
        return Stream.of(
                        named(Dimension.CREATOR, event.getOwner()),
                        named(Dimension.ROOM, event.getRoom()),
                        named(Dimension.APP, event.getApp()),
                        named(Dimension.CONTENT, event.getContent()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Subject> named(Dimension dimension, String name) {
        return Optional.ofNullable(name).filter(text -> !text.isEmpty()).map(text -> new Subject(dimension, text));
    }

    /** The last that was told of each, with failures in between; nothing is told twice that others would add up. */
    private static Map<Place, Counts> byTheOperator(List<JudgedEvent> events, Random random) throws Exception {
        Map<Place, Counts> told = new HashMap<>();
        Fold<TallyChange, TallyNow> fold = new Fold<>(new FoldTally(), TallyChange::subject);
        GatherTallies gathered = new GatherTallies();
        for (JudgedEvent judged : events) {
            if (judged.getVerdict() == Verdict.VALID) {
                gathered.add(judged);
            }
            boolean fails = random.nextInt(EVENTS / 3) == 0;
            if (fails || random.nextInt(20) == 0) {
                take(gathered, fold);
            }
            if (fails) {
                put(told, fold.told());
                fold = fold.failed(new FoldTally(), TallyChange::subject);
            }
        }
        take(gathered, fold);
        put(told, fold.told());
        fold.close();
        return told;
    }

    private static void take(GatherTallies gathered, Fold<TallyChange, TallyNow> fold) throws Exception {
        List<TallyChange> changes = new ArrayList<>();
        gathered.drain(changes::add);
        for (TallyChange change : changes) {
            fold.take(change);
        }
    }

    private static void put(Map<Place, Counts> told, List<TallyNow> more) {
        for (TallyNow now : more) {
            told.put(
                    new Place(Subject.ofKey(now.subject()), now.epoch()),
                    now.tally().counts());
        }
    }

    private static Map<Place, Counts> cutAndMerged(List<JudgedEvent> events, Random random) {
        int cut = random.nextInt(events.size());
        Map<Place, Tally> left = folded(events.subList(0, cut));
        folded(events.subList(cut, events.size()))
                .forEach((place, right) -> left.merge(place, right, (one, other) -> {
                    Tally merged = random.nextBoolean() ? Tally.decode(one.encode()) : one;
                    merged.merge(other);
                    return merged;
                }));
        Map<Place, Counts> all = new HashMap<>();
        left.forEach((place, tally) -> all.put(
                place,
                TallyNow.of(place.subject().key(), place.epoch(), tally).tally().counts()));
        return all;
    }

    private static Map<Place, Tally> folded(List<JudgedEvent> events) {
        Map<Place, Tally> tallies = new HashMap<>();
        GatherTallies gathered = new GatherTallies();
        events.stream().filter(judged -> judged.getVerdict() == Verdict.VALID).forEach(gathered::add);
        gathered.drain(change -> {
            for (String epoch : List.of("", change.epoch())) {
                tallies.computeIfAbsent(new Place(Subject.ofKey(change.subject()), epoch), place -> new Tally())
                        .add(change.adds(), change.viewers());
            }
        });
        return tallies;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsWatchingIsWhoGaveASignOfItLast(long seed) throws Exception {
        Random random = new Random(seed);
        List<JudgedEvent> signs = twoDays(random).stream()
                .filter(judged -> judged.getVerdict() == Verdict.VALID && FoldWatching.shows(judged))
                .toList();
        List<JudgedEvent> shuffled = new ArrayList<>(signs);
        Collections.shuffle(shuffled, random);
        Fold<JudgedEvent, WatchChange> watching =
                new Fold<>(new FoldWatching(), judged -> judged.getEvent().getActor());
        Fold<WatchChange, ViewersNow> viewers = new Fold<>(new CountViewers(), WatchChange::subject);
        // The plays of the last minutes, in which there are most, all come before the clocks move.
        for (JudgedEvent judged : shuffled) {
            watching.take(judged);
            if (random.nextInt(EVENTS / 3) == 0) {
                take(watching, viewers);
                watching = watching.failed(
                        new FoldWatching(), event -> event.getEvent().getActor());
                viewers = viewers.failed(new CountViewers(), WatchChange::subject);
            }
        }
        for (long time = MIDNIGHT + 2 * DAY - 2 * MINUTE; time <= MIDNIGHT + 2 * DAY + 2 * MINUTE; time += 10_000) {
            watching.watermark(time);
        }
        assertThat(watching.states()).as("seed %d: nothing is left", seed).isZero();
        assertThat(watching.timers()).as("seed %d: no timer is left", seed).isZero();
        take(watching, viewers);
        viewers.beat();
        assertThat(viewers.states()).as("seed %d: nobody is counted", seed).isZero();

        long moment = MIDNIGHT + 2 * DAY - random.nextInt((int) MINUTE);
        Fold<JudgedEvent, WatchChange> again =
                new Fold<>(new FoldWatching(), judged -> judged.getEvent().getActor());
        Fold<WatchChange, ViewersNow> counted = new Fold<>(new CountViewers(), WatchChange::subject);
        for (JudgedEvent judged : shuffled) {
            if (judged.getEvent().getReceived() <= moment) {
                again.take(judged);
            }
        }
        again.watermark(moment);
        take(again, counted);
        counted.beat();
        Map<String, Long> told = new HashMap<>();
        counted.told().forEach(now -> told.put(now.subject(), now.viewers()));
        told.values().removeIf(number -> number == 0);
        assertThat(told).as("seed %d at %d", seed, moment).isEqualTo(watchedAt(moment, signs));
        assertThat(told).as("seed %d: there is something to compare", seed).isNotEmpty();
    }

    private static void take(Fold<JudgedEvent, WatchChange> from, Fold<WatchChange, ViewersNow> to) throws Exception {
        for (WatchChange change : from.told()) {
            to.take(change);
        }
    }

    private static Map<String, Long> watchedAt(long moment, List<JudgedEvent> signs) {
        Map<String, BehaviourEvent> last = new HashMap<>();
        for (JudgedEvent judged : signs) {
            BehaviourEvent event = judged.getEvent();
            if (event.getReceived() <= moment) {
                last.merge(event.getActor(), event, (one, other) -> {
                    long difference = TrueTime.of(one) - TrueTime.of(other);
                    boolean first = difference == 0 ? key(one).compareTo(key(other)) >= 0 : difference > 0;
                    return first ? one : other;
                });
            }
        }
        Map<String, Long> watched = new HashMap<>();
        for (BehaviourEvent event : last.values()) {
            if (TrueTime.of(event) + 60_000 > moment) {
                watched.merge(key(event), 1L, Long::sum);
                watched.merge(Subject.PLATFORM.key(), 1L, Long::sum);
            }
        }
        return watched;
    }

    private static String key(BehaviourEvent event) {
        return event.getRoom() != null ? "r" + event.getRoom() : "v" + event.getContent();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTopCreatorsAreTheTopOfAll(long seed) throws Exception {
        Random random = new Random(seed);
        int creators = 5 * Tallies.MAX_TOP;
        Map<String, Long> plays = new HashMap<>();
        Fold<TallyNow, TopNow> top = new Fold<>(new TopCreators(), TallyNow::epoch);
        for (int i = 0; i < 20 * creators; i++) {
            String creator = "creator-" + (int) Math.abs(random.nextGaussian() * creators / 3);
            long now = plays.merge(creator, 1L, Long::sum);
            top.take(new TallyNow("c" + creator, "2026-11-21", now, 0, 0, 0, 0, 0));
            if (random.nextInt(creators) == 0) {
                top = top.failed(new TopCreators(), TallyNow::epoch);
            }
        }
        top.beat();
        List<TopNow> told = top.told();
        List<Ranked> expected = TopNow.top(plays);
        assertThat(plays).hasSizeGreaterThan(2 * Tallies.MAX_TOP);
        assertThat(expected).hasSize(Tallies.MAX_TOP);
        assertThat(told.get(told.size() - 1).top()).as("seed %d", seed).isEqualTo(expected);
    }

    private static List<JudgedEvent> twoDays(Random random) {
        return new ArrayList<>(
                IntStream.range(0, EVENTS).mapToObj(i -> one(random)).toList());
    }

    /** Half of what happens happens in the last two minutes. */
    private static JudgedEvent one(Random random) {
        EventKind[] kinds = EventKind.values();
        EventKind kind = random.nextInt(3) == 0 ? EventKind.PLAY : kinds[random.nextInt(kinds.length)];
        long received = random.nextBoolean()
                ? MIDNIGHT + random.nextLong(2 * DAY)
                : MIDNIGHT + 2 * DAY - random.nextLong(2 * MINUTE);
        // A second is a second: signs at one instant are to be met.
        long at = received / 1_000 * 1_000 - (random.nextInt(4) == 0 ? random.nextLong(3 * MINUTE) : 0);
        AnEvent event = a(kind).by("account-" + random.nextInt(30)).doneAt(at, received);
        Function<Integer, String> place = of -> of % 3 == 0 ? null : "-" + of;
        String room = place.apply(random.nextInt(5));
        event = room != null && random.nextInt(3) == 0 ? event.inRoom("room" + room) : event.about("film" + room);
        if (random.nextInt(10) > 0) {
            event = event.of("account-" + random.nextInt(6));
        }
        if (random.nextBoolean()) {
            event = event.through("app-" + random.nextInt(3));
        }
        if (random.nextInt(10) > 0) {
            event = event.lasting(random.nextInt(100_000)).ofLength(random.nextInt(100_000));
        }
        BehaviourEvent made = event.event();
        boolean valid = random.nextInt(8) > 0;
        return new JudgedEvent(
                made,
                valid ? Verdict.VALID : Verdict.SUSPECT,
                valid ? List.of() : List.of("RATE"),
                valid ? 1_000_000 : 0,
                Epoch.of(made.getReceived()).toString());
    }
}

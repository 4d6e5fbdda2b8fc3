package io.wetoken.flink.live;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.flink.guard.ApplyRules;
import io.wetoken.flink.guard.Candidate;
import io.wetoken.flink.guard.Dedupe;
import io.wetoken.flink.guard.GuardOperators;
import io.wetoken.flink.guard.OwnerLookup;
import io.wetoken.flink.guard.ResolveOwner;
import io.wetoken.flink.guard.TokenCheck;
import io.wetoken.flink.guard.core.Dimension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every operator that keeps something, restored from what release 0.1.0 had kept at the same place: it must go on as if it had never been stopped. The
 * checked-in files are what its operators wrote; {@code -Dstate.write=true} writes those that are missing, for a release that keeps something new.
 */
@SuppressWarnings("try") // The harness closes with any exception.
class StateOfAnEarlierReleaseTest {
    private static final String RELEASE = "0.1.0";
    private static final Path FILES = Path.of("src/test/resources/io/wetoken/flink/state", RELEASE);
    private static final long LATER = 10_000;

    static final List<Operator<?, ?>> OPERATORS = List.of(
            new Operator<>(
                    "dedupe",
                    () -> new KeyedOneInputStreamOperatorTestHarness<>(
                            GuardOperators.dedupe(),
                            (Candidate candidate) -> candidate.event().getId(),
                            Types.STRING),
                    () -> candidates(before()),
                    () -> candidates(after())),
            guard("owner", () -> new ResolveOwner(OwnerLookup.NONE), ResolveOwner::key),
            rules(Dimension.ACTOR),
            rules(Dimension.DEVICE),
            rules(Dimension.ADDRESS),
            new Operator<>(
                    "presence",
                    () -> one(new FoldPresence(), FoldPresence::key, Types.STRING),
                    () -> judged(before()),
                    () -> judged(after())),
            new Operator<>(
                    "day",
                    () -> one(new FoldDay(), DayChange::epoch, Types.STRING),
                    () -> changes(before()),
                    () -> changes(after())),
            new Operator<>(
                    "content",
                    () -> new KeyedTwoInputStreamOperatorTestHarness<>(
                            new KeyedCoProcessOperator<>(new FoldContent()),
                            ContentChange::content,
                            Correction::getContent,
                            Types.STRING),
                    () -> Gathered.contents(judged(before())),
                    () -> Gathered.contents(judged(after()))),
            new Operator<>(
                    "hottest",
                    () -> one(new TopContents(), content -> 0, Types.INT),
                    () -> contents(1),
                    () -> contents(5)),
            new Operator<>(
                    "profile",
                    () -> one(new FoldProfile(), judged -> judged.getEvent().getActor(), Types.STRING),
                    () -> judged(before()),
                    () -> judged(after())),
            new Operator<>(
                    "tally",
                    () -> one(new FoldTally(), TallyChange::subject, Types.STRING),
                    () -> Gathered.tallies(judged(before())),
                    () -> Gathered.tallies(judged(after()))),
            new Operator<>(
                    "top-creators",
                    () -> one(new TopCreators(), TallyNow::epoch, Types.STRING),
                    () -> plays(3),
                    () -> plays(5)),
            new Operator<>(
                    "watching",
                    () -> one(new FoldWatching(), judged -> judged.getEvent().getActor(), Types.STRING),
                    () -> signs(before()),
                    () -> signs(after())),
            new Operator<>(
                    "viewers",
                    () -> one(new CountViewers(), WatchChange::subject, Types.STRING),
                    () -> List.of(new WatchChange("vvideo", 3)),
                    () -> List.of(new WatchChange("vvideo", -1))));

    /** Makes an operator in the engine's harness. */
    @FunctionalInterface
    private interface Made<O> {
        AbstractStreamOperatorTestHarness<O> make() throws Exception;
    }

    private record Operator<I, O>(String uid, Made<O> made, Supplier<List<I>> before, Supplier<List<I>> after) {
        @Override
        public String toString() {
            return uid;
        }

        Path file() {
            return FILES.resolve(uid + ".state");
        }

        /** @param kept null to begin from nothing */
        AbstractStreamOperatorTestHarness<O> open(OperatorSubtaskState kept) throws Exception {
            AbstractStreamOperatorTestHarness<O> task = made.make();
            task.setProcessingTime(0);
            task.setup();
            if (kept == null) {
                task.initializeEmptyState();
            } else {
                task.initializeState(kept);
            }
            task.open();
            return task;
        }

        /** What comes out for the later half, each once: a key may speak once more at a beat that the earlier release had set. */
        List<String> goesOn(AbstractStreamOperatorTestHarness<O> task) throws Exception {
            int known = task.extractOutputValues().size();
            feed(task, after.get());
            task.setProcessingTime(LATER);
            List<O> all = task.extractOutputValues();
            List<String> told = new ArrayList<>(
                    all.subList(known, all.size()).stream().map(Operator::text).toList());
            ConcurrentLinkedQueue<? extends StreamRecord<?>> aside = task.getSideOutput(Dedupe.DUPLICATES);
            if (aside != null) {
                aside.forEach(each -> told.add("aside " + each.getValue()));
            }
            return told.stream().distinct().sorted().toList();
        }

        @SuppressWarnings("unchecked") // Made for this operator's input.
        static <I, O> void feed(AbstractStreamOperatorTestHarness<O> task, List<I> events) throws Exception {
            for (I event : events) {
                if (task instanceof OneInputStreamOperatorTestHarness<?, ?> one) {
                    ((OneInputStreamOperatorTestHarness<I, O>) one).processElement(event, NOON);
                } else {
                    ((TwoInputStreamOperatorTestHarness<I, ?, O>) task).processElement1(event, NOON);
                }
            }
        }

        private static String text(Object told) {
            return told instanceof DayChange change
                    ? change.epoch() + " " + hex(change.before()) + " " + hex(change.after()) + " " + change.counter()
                            + change.reasons()
                    : told.toString();
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    @ParameterizedTest
    @FieldSource("OPERATORS")
    <I, O> void anOperatorGoesOnFromWhatAnEarlierReleaseKept(Operator<I, O> operator) throws Exception {
        if (Boolean.getBoolean("state.write") && !Files.exists(operator.file())) {
            write(operator);
        }
        List<String> uninterrupted;
        try (var task = operator.open(null)) {
            Operator.feed(task, operator.before().get());
            uninterrupted = operator.goesOn(task);
        }
        try (var task = operator.open(null)) {
            assertThat(operator.goesOn(task)).as("without what was kept").isNotEqualTo(uninterrupted);
        }
        OperatorSubtaskState kept =
                OperatorSnapshotUtil.readStateHandle(operator.file().toString());
        try (var task = operator.open(kept)) {
            assertThat(operator.goesOn(task))
                    .as(
                            "%s, restored from what release %s kept. If this release is to understand it no more, running jobs lose "
                                    + "their state: let the codec read the older version too, or keep under another name",
                            operator.uid(), RELEASE)
                    .isEqualTo(uninterrupted);
        }
    }

    private static <I, O> void write(Operator<I, O> operator) throws Exception {
        try (var task = operator.open(null)) {
            Operator.feed(task, operator.before().get());
            Files.createDirectories(FILES);
            OperatorSnapshotUtil.writeStateHandle(
                    task.snapshot(1, 1), operator.file().toString());
        }
    }

    private static <K, I, O> AbstractStreamOperatorTestHarness<O> one(
            KeyedProcessFunction<K, I, O> function, KeySelector<I, K> key, TypeInformation<K> keyType)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(function), key, keyType);
    }

    private static Operator<Candidate, Candidate> guard(
            String uid,
            Supplier<KeyedProcessFunction<String, Candidate, Candidate>> function,
            KeySelector<Candidate, String> key) {
        return new Operator<>(
                uid,
                () -> one(function.get(), key, Types.STRING),
                () -> candidates(before()),
                () -> candidates(after()));
    }

    private static Operator<Candidate, Candidate> rules(Dimension dimension) {
        return guard(
                "rules-" + dimension.name().toLowerCase(java.util.Locale.ROOT),
                () -> new ApplyRules(dimension, TokenCheck.NONE),
                candidate -> ApplyRules.key(dimension, candidate));
    }

    /** A release, a play, a comment, and most of what a machine needs to be noticed by account, device and address. */
    private static List<AnEvent> before() {
        return Stream.concat(
                        Stream.of(
                                a(EventKind.RELEASE)
                                        .by("bob")
                                        .on("studio")
                                        .about("video")
                                        .numbered(1)
                                        .at(NOON),
                                aPlay().by("ann")
                                        .numbered(2)
                                        .ofLength(seconds(15))
                                        .at(NOON + seconds(20)),
                                a(EventKind.COMMENT)
                                        .by("ann")
                                        .about("video")
                                        .numbered(3)
                                        .at(NOON + seconds(30))),
                        machine(0, 70))
                .toList();
    }

    private static List<AnEvent> after() {
        return Stream.concat(
                        Stream.of(
                                aPlay().by("ann")
                                        .numbered(2)
                                        .ofLength(seconds(15))
                                        .at(NOON + HOUR),
                                aLike().by("ann").numbered(4).at(NOON + HOUR),
                                aPlay().by("ann")
                                        .numbered(5)
                                        .ofLength(seconds(15))
                                        .at(NOON + seconds(22))),
                        machine(70, 72))
                .toList();
    }

    /** Many accounts on one device behind one address, one act after the other at the same distance, and another one five times a second. */
    private static Stream<AnEvent> machine(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(i -> Stream.of(
                        aLike().by("tapper").on("rack").numbered(1_000 + i).at(NOON + i * 200L),
                        aPlay().by("puppet-" + i)
                                .on("rack")
                                .from("network")
                                .numbered(2_000 + i)
                                .at(NOON + i * 200L)));
    }

    private static List<Candidate> candidates(List<AnEvent> events) {
        return events.stream().map(AnEvent::candidate).toList();
    }

    private static List<JudgedEvent> judged(List<AnEvent> events) {
        return events.stream()
                .map(event -> event.of("bob").event())
                .map(event -> new JudgedEvent(event, Verdict.VALID, List.of(), 1_000_000, "2026-11-21"))
                .toList();
    }

    private static List<DayChange> changes(List<AnEvent> events) {
        FoldPresence fold = new FoldPresence();
        try (var task = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(fold), FoldPresence::key, Types.STRING)) {
            task.open();
            for (JudgedEvent event : judged(events)) {
                task.processElement(event, NOON);
            }
            List<DayChange> changes = new ArrayList<>(task.extractOutputValues());
            changes.add(DayChange.suspect("2026-11-21", List.of("RATE")));
            return changes;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot fold", e);
        }
    }

    /** Of one account, who is watching already. */
    private static List<JudgedEvent> signs(List<AnEvent> events) {
        return judged(events).stream()
                .filter(FoldWatching::shows)
                .filter(judged -> judged.getEvent().getActor().equals("ann"))
                .toList();
    }

    private static List<TallyNow> plays(int from) {
        return IntStream.range(from, from + 3)
                .mapToObj(i -> new TallyNow("ccreator-" + i, "2026-11-21", i, 0, 0, 0, 0, 0))
                .toList();
    }

    private static List<ContentNow> contents(int from) {
        return IntStream.range(from, from + 4)
                .mapToObj(i -> new ContentNow("c" + i, "bob", i, i, i, i, i, i * 1_000_000L, NOON))
                .toList();
    }
}

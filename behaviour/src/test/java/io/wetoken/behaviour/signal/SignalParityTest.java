package io.wetoken.behaviour.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.RandomEvents;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any cut, any order, encoded in between or not: one answer, to the byte. */
class SignalParityTest {
    private static final int ROUNDS = 60;

    static {
        AvroTrust.records();
    }

    /** Bounds so tight that every fold meets them. */
    private static final DeedsSignal TIGHT =
            new DeedsSignal(ActivityRules.reference().effective(), new ActivityRules.Limits(5, 4, 3, 2, 2));

    static Stream<Signal<?>> signals() {
        return Stream.concat(Signals.ALL.stream(), Stream.of(TIGHT));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void everyFoldGivesOneAnswer(Signal<?> signal) {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 1000L + round;
            Random random = new Random(seed);
            List<JudgedEvent> events = RandomEvents.day(random, random.nextInt(120), 6, 4);
            assertOneAnswer(signal, events, random, signal.name() + ", seed " + seed);
        }
    }

    private static <S> void assertOneAnswer(Signal<S> signal, List<JudgedEvent> events, Random random, String what) {
        S expected = signal.zero();
        for (JudgedEvent event : events) {
            expected = signal.add(expected, event);
        }
        for (int i = 0; i < 5; i++) {
            List<JudgedEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            S folded = fold(signal, shuffled, random);
            assertThat(folded).as(what).isEqualTo(expected);
            assertThat(signal.encode(folded)).as(what).isEqualTo(signal.encode(expected));
        }
    }

    /** Cuts at a random place, folds both sides in the same manner, and merges them in a random order. */
    private static <S> S fold(Signal<S> signal, List<JudgedEvent> events, Random random) {
        S state = signal.zero();
        if (events.size() < 4 || random.nextInt(6) == 0) {
            for (JudgedEvent event : events) {
                state = perhapsCoded(signal, signal.add(state, event), random);
            }
            return state;
        }
        int cut = random.nextInt(events.size());
        S left = fold(signal, events.subList(0, cut), random);
        S right = fold(signal, events.subList(cut, events.size()), random);
        byte[] leftBefore = signal.encode(left);
        byte[] rightBefore = signal.encode(right);
        S merged = random.nextBoolean() ? signal.merge(left, right) : signal.merge(right, left);
        assertThat(signal.encode(left)).as("left is not changed").isEqualTo(leftBefore);
        assertThat(signal.encode(right)).as("right is not changed").isEqualTo(rightBefore);
        return perhapsCoded(signal, merged, random);
    }

    private static <S> S perhapsCoded(Signal<S> signal, S state, Random random) {
        return random.nextInt(3) == 0 ? signal.decode(signal.encode(state)) : state;
    }

    @ParameterizedTest
    @MethodSource("signals")
    void suspectEventsChangeNothing(Signal<?> signal) {
        List<JudgedEvent> suspects = RandomEvents.day(new Random(5), 200, 6, 4).stream()
                .map(event -> JudgedEvent.newBuilder(event)
                        .setVerdict(Verdict.SUSPECT)
                        .build())
                .toList();
        assertZero(signal, suspects);
    }

    private static <S> void assertZero(Signal<S> signal, List<JudgedEvent> events) {
        assertThat(fold(signal, events, new Random(6))).isEqualTo(signal.zero());
    }

    @Test
    void theTightBoundsAreMet() {
        Deeds deeds = fold(TIGHT, RandomEvents.day(new Random(1), 3_000, 6, 4), new Random(1));
        assertThat(deeds.watches()).hasSize(5);
        assertThat(deeds.credits()).hasSize(4);
        assertThat(deeds.releases()).hasSize(3);
        assertThat(deeds.transfers()).hasSize(2);
        assertThat(deeds.devices()).hasSize(2);
    }

    @Test
    void twoSignalsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Signals.distinct(List.of(Signals.HEAT, Signals.DEEDS, Signals.HEAT)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two signals are named 'heat'");
    }
}

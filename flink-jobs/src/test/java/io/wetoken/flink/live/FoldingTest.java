package io.wetoken.flink.live;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.Signal;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.flink.state.ProfileRow;
import io.wetoken.store.Metrics;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Profile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The folds of live figures in the engine's own harness, whose wall clock stands still until it is moved. */
class FoldingTest {
    private static final String DAY = Epoch.of(NOON).toString();

    @Test
    void aDayCountsEveryAccountOnceAndEveryEventByItsVerdict() throws Exception {
        var presence = harness(new FoldPresence(), FoldPresence::key);
        for (JudgedEvent event : List.of(
                valid(aLike().by("ann").at(NOON)),
                valid(aLike().by("ann").at(NOON)),
                valid(a(EventKind.COMMENT).by("bob").at(NOON + HOUR)),
                suspect(aLike().by("eve").at(NOON), "RATE", "PARALLEL_PLAYS"),
                suspect(aLike().by("eve").at(NOON), "RATE"))) {
            presence.processElement(event, 0);
        }
        var day = harness(new FoldDay(), DayChange::epoch);
        for (DayChange change : presence.extractOutputValues()) {
            day.processElement(change, 0);
        }
        assertThat(day.extractOutputValues()).as("a key speaks at its beat").isEmpty();
        day.setProcessingTime(250);
        assertThat(day.extractOutputValues()).hasSize(1);
        DayFigures told = day.extractOutputValues().get(0);
        assertThat(told.epoch()).isEqualTo(DAY);
        assertThat(told.figures())
                .containsAllEntriesOf(Map.of(
                        "eventsValid", 3L,
                        "eventsSuspect", 2L,
                        "eventsDuplicate", 0L,
                        "suspectedFor.RATE", 2L,
                        "suspectedFor.PARALLEL_PLAYS", 1L,
                        "validDailyActiveUsers", 2L,
                        "validLikes", 2L,
                        "validComments", 1L,
                        "peakConcurrentUsers", 1L));
        day.setProcessingTime(10_000);
        assertThat(day.extractOutputValues()).as("silent while nothing changes").hasSize(1);
    }

    @Test
    void whatADayNeededIsForgottenAfterAMonthOfSilence() throws Exception {
        var presence = harness(new FoldPresence(), FoldPresence::key);
        presence.processElement(valid(aLike().by("ann").at(NOON)), 0);
        assertThat(presence.numKeyedStateEntries()).isEqualTo(1);
        presence.setStateTtlProcessingTime(Kept.DAY.toMillis() + 1);
        presence.processElement(valid(aLike().by("ann").at(NOON)), 0);
        List<DayChange> changes = presence.extractOutputValues();
        assertThat(changes.get(1).before()).isEqualTo(changes.get(0).before());
    }

    @Test
    void theFiguresOfAClosedDayReplaceTheLiveOnesForGood() throws Exception {
        var day = harness(new FoldDay(), DayChange::epoch);
        day.processElement(DayChange.suspect(DAY, List.of("RATE")), 0);
        day.processElement(
                DayChange.closed(Correction.newBuilder()
                        .setEpoch(DAY)
                        .setDay(Map.of("eventsValid", 7L, "eventsSuspect", 2L, "suspectedFor.LOCKSTEP", 2L))
                        .build()),
                0);
        day.setProcessingTime(250);
        day.processElement(DayChange.suspect(DAY, List.of("RATE")), 0);
        day.setProcessingTime(500);
        assertThat(day.extractOutputValues())
                .hasSize(2)
                .allSatisfy(told -> assertThat(told.figures())
                        .containsAllEntriesOf(Map.of(
                                "eventsValid", 7L,
                                "eventsSuspect", 2L,
                                "suspectedFor.LOCKSTEP", 2L,
                                "suspectedFor.RATE", 0L,
                                "validLikes", 0L)));
    }

    @Test
    void theAccountsOfADayAreForgottenTwoDaysAfterItsEndHoweverFastDaysAreReplayed() throws Exception {
        var presence = harness(new FoldPresence(), FoldPresence::key);
        long end = Epoch.of(NOON).end();
        presence.processElement(valid(aLike().by("ann").at(NOON)), 0);
        presence.processElement(valid(aLike().by("ann").at(NOON)), 0);
        assertThat(presence.numEventTimeTimers()).isEqualTo(1);
        presence.processWatermark(end + 48 * HOUR - 1);
        assertThat(presence.numKeyedStateEntries()).isEqualTo(1);
        presence.processElement(valid(aLike().by("late").at(NOON)), 0);
        presence.processWatermark(end + 48 * HOUR);
        assertThat(presence.numKeyedStateEntries()).as("the late one's").isEqualTo(1);
        presence.processWatermark(end + 96 * HOUR);
        assertThat(presence.numKeyedStateEntries() + presence.numEventTimeTimers())
                .isZero();
    }

    @Test
    void aContentSpeaksOfItsValidActsAndIsOwnedOnceItIsKnown() throws Exception {
        var content = contents();
        take(
                content,
                valid(aPlay().about("film")
                        .lasting(seconds(12))
                        .ofLength(seconds(15))
                        .at(NOON)));
        take(content, valid(aLike().about("film").of("bob").at(NOON + HOUR)));
        List<ContentNow> told = content.extractOutputValues();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).owned()).isFalse();
        ContentNow now = told.get(1);
        assertThat(now.figures().plays()).isEqualTo(1);
        assertThat(now.figures().watchMs()).isEqualTo(12_000);
        assertThat(now.figures().likes()).isEqualTo(1);
        assertThat(now.owner()).isEqualTo("bob");
        assertThat(now.at()).isEqualTo(NOON + HOUR);
        assertThat(now.heatMicros()).isPositive();
    }

    @Test
    void aCorrectionIsAppliedOnceHoweverOftenItComes() throws Exception {
        JudgedEvent honest = valid(aLike().about("film").of("bob").at(NOON));
        JudgedEvent bought = valid(aLike().about("film").of("bob").by("eve").at(NOON));
        JudgedEvent wronged = suspect(aLike().about("film").of("bob").by("dan").at(NOON), "RATE");
        var live = contents();
        take(live, honest, bought);
        Correction correction = correction(
                "film",
                List.of(bought, wronged),
                List.of(
                        suspect(aLike().about("film").of("bob").by("eve").at(NOON), "LOCKSTEP"),
                        valid(aLike().about("film").of("bob").by("dan").at(NOON)),
                        valid(aLike().about("film").of("bob").by("dan").at(NOON))));
        live.processElement2(correction, 0);
        live.processElement2(correction, 0);

        var truth = contents();
        take(truth, honest, honest, honest);
        List<ContentNow> told = live.extractOutputValues();
        assertThat(told).as("the acts, then one correction").hasSize(2);
        assertThat(told.subList(1, 2)).isEqualTo(truth.extractOutputValues());

        live.processElement2(correction("unheard-of", List.of(honest), List.of()), 0);
        assertThat(live.extractOutputValues()).as("nothing to be corrected").hasSize(2);
    }

    private static void take(
            KeyedTwoInputStreamOperatorTestHarness<String, ContentChange, Correction, ContentNow> content,
            JudgedEvent... events)
            throws Exception {
        for (ContentChange change : Gathered.contents(List.of(events))) {
            content.processElement1(change, 0);
        }
    }

    private static Correction correction(String content, List<JudgedEvent> before, List<JudgedEvent> after) {
        return Correction.newBuilder()
                .setEpoch(DAY)
                .setContent(content)
                .setFiguresBefore(folded(Signals.CONTENT_FIGURES, before))
                .setFiguresAfter(folded(Signals.CONTENT_FIGURES, after))
                .setHeatBefore(folded(Signals.HEAT, before))
                .setHeatAfter(folded(Signals.HEAT, after))
                .build();
    }

    private static <S> ByteBuffer folded(Signal<S> signal, List<JudgedEvent> events) {
        S state = signal.zero();
        for (JudgedEvent event : events) {
            state = signal.add(state, event);
        }
        return ByteBuffer.wrap(signal.encode(state));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, ContentChange, Correction, ContentNow> contents()
            throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new FoldContent()),
                ContentChange::content,
                Correction::getContent,
                Types.STRING);
        harness.setProcessingTime(0);
        harness.open();
        return harness;
    }

    @Test
    void aProfileKnowsWhatWasSeenEachOnceTheLatestFirst() {
        ProfileRow now = ProfileRow.of(Epoch.parse(DAY));
        for (BehaviourEvent event : List.of(
                aPlay().by("ann").about("one").of("bob").at(NOON).event(),
                aPlay().by("ann").about("two").of("bob").at(NOON + 1).event(),
                aLike().by("ann").about("three").of("bob").at(NOON + 2).event(),
                aPlay().by("ann").about("one").of("bob").at(NOON + 3).event())) {
            now = FoldProfile.with(now, event);
        }
        assertThat(now.profile(new AccountId("ann")).seen())
                .containsExactly(new ContentId("one"), new ContentId("two"));

        for (int i = 0; i < Profiles.MAX_SEEN + 5; i++) {
            now = FoldProfile.with(
                    now,
                    aPlay().by("ann").about("more-" + i).of("bob").at(NOON + i).event());
        }
        assertThat(now.profile(new AccountId("ann")).seen())
                .hasSize(Profiles.MAX_SEEN)
                .doesNotContain(new ContentId("one"));
        assertThat(now.profile(new AccountId("ann")).seen().get(0))
                .isEqualTo(new ContentId("more-" + (Profiles.MAX_SEEN + 4)));
    }

    @Test
    void aProfileKeepsItsNewestActsInTheirTrueOrder() throws Exception {
        var profile = harness(new FoldProfile(), judged -> judged.getEvent().getActor());
        for (int i = 0; i < Profiles.MAX_RECENT + 20; i++) {
            profile.processElement(
                    valid(aLike().by("ann").about("c" + i).of("bob").at(NOON + i)), 0);
        }
        profile.processElement(valid(aLike().by("ann").about("late").of("bob").doneAt(NOON + 50, NOON + 999)), 0);
        profile.setProcessingTime(1_000);
        assertThat(profile.extractOutputValues()).hasSize(1);
        Profile now = profile.extractOutputValues().get(0).profile();
        assertThat(now.recent()).hasSize(Profiles.MAX_RECENT);
        assertThat(now.recent()).extracting(Profiles.Interaction::at).isSortedAccordingTo((x, y) -> Long.compare(y, x));
        assertThat(now.recent())
                .extracting(each -> each.content().value())
                .contains("late", "c119")
                .doesNotContain("c20");
    }

    @Test
    void aProfileIsOfOneDayAndForgottenADayLater() throws Exception {
        long nextDay = NOON + 24 * HOUR;
        var profile = harness(new FoldProfile(), judged -> judged.getEvent().getActor());
        profile.processElement(valid(aLike().by("ann").about("one").of("bob").at(NOON)), 0);
        profile.processElement(valid(aLike().by("ann").about("two").of("bob").at(nextDay)), 0);
        assertThat(told(profile)).as("the first day, before it is forgotten").containsExactly(DAY + " one");
        profile.processElement(valid(aLike().by("ann").about("late").of("bob").at(NOON + 1)), 0);
        profile.setProcessingTime(1_000);
        String second = Epoch.parse(DAY).plusDays(1).toString();
        assertThat(told(profile)).containsExactly(DAY + " one", second + " two late");

        profile.processWatermark(Epoch.parse(DAY).end() + 24 * HOUR);
        assertThat(profile.numKeyedStateEntries()).isEqualTo(1);
        profile.processWatermark(Epoch.parse(second).end() + 24 * HOUR);
        assertThat(profile.numKeyedStateEntries() + profile.numEventTimeTimers())
                .isZero();
        profile.processElement(
                valid(aLike().by("ann").about("very-late").of("bob").at(NOON)), 0);
        profile.setProcessingTime(2_000);
        assertThat(told(profile)).last().isEqualTo(Epoch.parse(DAY).plusDays(3) + " very-late");
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<?, ?, ProfileNow> profile) {
        return profile.extractOutputValues().stream()
                .map(now -> now.epoch() + " "
                        + now.profile().recent().stream()
                                .map(act -> act.content().value())
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void theHottestAreComparedAtOneTimeAndTheColdestAreDropped() throws Exception {
        var hottest = harness(new TopContents(), content -> 0);
        hottest.processElement(
                content("a-month-ago", 1_000_000_000, NOON - Duration.ofDays(30).toMillis()), 0);
        for (int i = 1; i <= 2 * Metrics.MAX_TRENDING; i++) {
            hottest.processElement(content("c" + i, i * 1_000_000L, NOON), 0);
        }
        hottest.processElement(content("cold", 0, NOON), 0);
        hottest.setProcessingTime(250);
        List<Trending> told = hottest.extractOutputValues().get(0);
        assertThat(told).hasSize(Metrics.MAX_TRENDING);
        assertThat(told.get(0).content()).isEqualTo(new ContentId("c" + 2 * Metrics.MAX_TRENDING));
        assertThat(told).extracting(each -> each.content().value()).doesNotContain("a-month-ago", "cold");
        assertThat(told).extracting(Trending::heatMicros).isSortedAccordingTo((x, y) -> Long.compare(y, x));
    }

    private static ContentNow content(String id, long heatMicros, long at) {
        return new ContentNow(id, "bob", 0, 0, 0, 0, 0, heatMicros, at);
    }

    private static JudgedEvent valid(AnEvent event) {
        return judged(event, Verdict.VALID, List.of());
    }

    private static JudgedEvent suspect(AnEvent event, String... reasons) {
        return judged(event, Verdict.SUSPECT, List.of(reasons));
    }

    private static JudgedEvent judged(AnEvent event, Verdict verdict, List<String> reasons) {
        return new JudgedEvent(
                event.event(),
                verdict,
                reasons,
                verdict == Verdict.VALID ? 1_000_000 : 0,
                Epoch.of(event.event().getReceived()).toString());
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<Object, I, O> harness(
            KeyedProcessFunction<?, I, O> function, KeySelector<I, ?> key) throws Exception {
        @SuppressWarnings("unchecked") // The key's type is the function's own.
        KeyedProcessFunction<Object, I, O> any = (KeyedProcessFunction<Object, I, O>) function;
        @SuppressWarnings("unchecked")
        KeySelector<I, Object> anyKey = (KeySelector<I, Object>) key;
        boolean text = !(function instanceof TopContents);
        @SuppressWarnings({"unchecked", "rawtypes"})
        KeyedOneInputStreamOperatorTestHarness<Object, I, O> harness = new KeyedOneInputStreamOperatorTestHarness(
                new KeyedProcessOperator<>(any), anyKey, text ? Types.STRING : Types.INT);
        harness.setProcessingTime(0);
        harness.open();
        return harness;
    }
}

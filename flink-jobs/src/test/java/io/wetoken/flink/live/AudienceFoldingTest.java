package io.wetoken.flink.live;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.ContentFigures;
import io.wetoken.behaviour.signal.Signals;
import io.wetoken.flink.guard.AnEvent;
import io.wetoken.store.Tallies.Ranked;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Creators', rooms' and apps' figures and who is watching, when it is said and when it is forgotten. */
class AudienceFoldingTest {
    private static final String DAY = Epoch.of(NOON).toString();
    private static final long GRACE = FoldWatching.GRACE.toMillis();

    @Test
    void aPlayCountsForWhomItConcernsAndALookForNobody() {
        List<TallyChange> changes = changes(aPlay().by("ann")
                .of("bob")
                .about("film")
                .through("app")
                .lasting(seconds(12))
                .ofLength(seconds(15)));
        assertThat(changes).extracting(TallyChange::subject).containsExactly("cbob", "aapp", "vfilm");
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.adds().plays()).isEqualTo(1);
            assertThat(change.adds().watchMs()).isEqualTo(12_000);
            assertThat(change.viewers()).containsExactly("ann");
            assertThat(change.epoch()).isEqualTo(DAY);
        });
        assertThat(changes(a(EventKind.IMPRESSION).of("bob").about("film"))).isEmpty();
    }

    private static List<TallyChange> changes(AnEvent... events) {
        return Gathered.tallies(
                Stream.of(events).map(AudienceFoldingTest::valid).toList());
    }

    @Test
    void aSubjectSpeaksOfTheDaysThatChangedAndOfAllTogether() throws Exception {
        Fold<TallyChange, TallyNow> fold = new Fold<>(new FoldTally(), TallyChange::subject);
        like(fold, NOON);
        assertThat(fold.told()).extracting(TallyNow::epoch).containsExactly(DAY, "");
        like(fold, NOON + 24 * HOUR, NOON + 24 * HOUR);
        List<TallyNow> second = fold.told().subList(2, 4);
        assertThat(second)
                .extracting(TallyNow::epoch)
                .containsExactly(Epoch.of(NOON + 24 * HOUR).toString(), "");
        assertThat(second).extracting(TallyNow::likes).containsExactly(2L, 3L);
    }

    @Test
    void aReviewIsTakenInOnceAndOnlyWhereThereIsSomethingToTakeBack() throws Exception {
        Fold<TallyChange, TallyNow> fold = new Fold<>(new FoldTally(), TallyChange::subject);
        like(fold, NOON, NOON, NOON + 24 * HOUR);
        TallyChange review = TallyChange.of(correction().setContent("film").build());
        fold.take(review);
        fold.take(review);
        List<TallyNow> told = fold.told();
        assertThat(told.subList(told.size() - 2, told.size()))
                .extracting(TallyNow::epoch, TallyNow::likes)
                .containsExactly(tuple(DAY, 1L), tuple("", 2L));
        fold = fold.failed(new FoldTally(), TallyChange::subject);
        fold.take(review);
        assertThat(fold.told()).isEmpty();

        Fold<TallyChange, TallyNow> unknown = new Fold<>(new FoldTally(), TallyChange::subject);
        unknown.take(review);
        assertThat(unknown.told()).isEmpty();
    }

    @Test
    void aCreatorWhosePlaysAReviewTakesBackLeadsNoMore() throws Exception {
        Fold<TallyNow, TopNow> top = new Fold<>(new TopCreators(), TallyNow::epoch);
        top.take(new TallyNow("cbob", DAY, 9, 0, 0, 0, 0, 0));
        top.take(new TallyNow("cann", DAY, 3, 0, 0, 0, 0, 0));
        top.take(new TallyNow("cbob", DAY, 0, 0, 0, 0, 0, 0));
        top.beat();
        assertThat(top.told().get(0).top()).containsExactly(new Ranked(new AccountId("ann"), 3));
    }

    @Test
    void aReviewSpeaksOfContentsAndOfOtherSubjects() {
        assertThat(TallyChange.of(correction().setContent("film").build()).subject())
                .isEqualTo("vfilm");
        TallyChange room = TallyChange.of(correction().setSubject("rroom").build());
        assertThat(room.subject()).isEqualTo("rroom");
        assertThat(room.adds().likes()).isEqualTo(-1);
        assertThat(room.review()).isTrue();
    }

    private static Correction.Builder correction() {
        return Correction.newBuilder()
                .setEpoch(DAY)
                .setFiguresBefore(figures(new ContentFigures(0, 0, 2, 0, 0)))
                .setFiguresAfter(figures(new ContentFigures(0, 0, 1, 0, 0)));
    }

    private static ByteBuffer figures(ContentFigures figures) {
        return ByteBuffer.wrap(Signals.CONTENT_FIGURES.encode(figures));
    }

    private static void like(Fold<TallyChange, TallyNow> fold, long... times) throws Exception {
        AnEvent[] likes = LongStream.of(times)
                .mapToObj(time -> aLike().about("film").at(time))
                .toArray(AnEvent[]::new);
        for (TallyChange change : changes(likes)) {
            fold.take(change);
        }
    }

    @Test
    void whoGivesNoSignForTheGraceHasLeftByTheWallClock() throws Exception {
        Fold<JudgedEvent, WatchChange> watching = watching();
        watching.take(valid(heartbeat().inRoom("room").at(NOON)));
        watching.wallClock(GRACE - 1);
        watching.take(valid(heartbeat().inRoom("room").at(NOON + GRACE - 1)));
        assertThat(watching.told()).containsExactly(new WatchChange("rroom", 1), new WatchChange("p", 1));
        watching.wallClock(2 * GRACE - 2);
        assertThat(watching.told()).hasSize(2);
        watching.wallClock(2 * GRACE - 1);
        assertThat(watching.told().subList(2, 4))
                .containsExactly(new WatchChange("rroom", -1), new WatchChange("p", -1));
        assertThat(watching.states() + watching.timers()).isZero();
    }

    @Test
    void inAReplayTheyLeaveByItsOwnClock() throws Exception {
        Fold<JudgedEvent, WatchChange> watching = watching();
        watching.take(valid(aPlay().about("film").at(NOON)));
        watching.watermark(NOON + GRACE - 1);
        assertThat(watching.told()).hasSize(2);
        watching.watermark(NOON + GRACE);
        assertThat(watching.told()).hasSize(4);
        watching.take(valid(aPlay().about("film").at(NOON)));
        assertThat(watching.told()).as("long ago is not now").hasSize(4);
    }

    @Test
    void whatWasDoneLongBeforeItWasReceivedIsNotNow() throws Exception {
        Fold<JudgedEvent, WatchChange> watching = watching();
        watching.take(valid(aPlay().about("film").doneAt(NOON, NOON + GRACE)));
        assertThat(watching.told()).isEmpty();
        watching.take(valid(aPlay().about("film").doneAt(NOON, NOON + GRACE - 1)));
        assertThat(watching.told()).hasSize(2);
        watching.wallClock(1);
        assertThat(watching.told()).as("a minute after it was done").hasSize(4);
    }

    @Test
    void whoTurnsToAnotherThingHasLeftTheFirst() throws Exception {
        Fold<JudgedEvent, WatchChange> watching = watching();
        watching.take(valid(aPlay().about("film").at(NOON)));
        watching.take(valid(a(EventKind.LIVE_PLAY).inRoom("room").at(NOON + 1)));
        watching.take(valid(aPlay().about("film").at(NOON)));
        watching.take(valid(aPlay().by("bob").about("film").at(NOON)));
        assertThat(watching.told())
                .containsExactly(
                        new WatchChange("vfilm", 1),
                        new WatchChange("p", 1),
                        new WatchChange("vfilm", -1),
                        new WatchChange("rroom", 1),
                        new WatchChange("vfilm", 1),
                        new WatchChange("p", 1));
    }

    @Test
    void aHeartbeatThatNamesNothingIsNoSign() {
        assertThat(FoldWatching.shows(valid(heartbeat()))).isFalse();
        assertThat(FoldWatching.shows(valid(heartbeat().about("film")))).isTrue();
        assertThat(FoldWatching.shows(valid(aLike().about("film")))).isFalse();
    }

    private static AnEvent heartbeat() {
        return a(EventKind.HEARTBEAT);
    }

    private static Fold<JudgedEvent, WatchChange> watching() throws Exception {
        return new Fold<>(new FoldWatching(), judged -> judged.getEvent().getActor());
    }

    private static JudgedEvent valid(AnEvent event) {
        return new JudgedEvent(
                event.event(),
                Verdict.VALID,
                List.of(),
                1_000_000,
                Epoch.of(event.event().getReceived()).toString());
    }
}

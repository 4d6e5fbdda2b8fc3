package io.wetoken.serving.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.feed.Candidate;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.serving.analysis.Analyses;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KnownClipsTest {
    private final Store store = Stores.memory();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final ClipReader reader = new ClipReader(store, Analyses.none(), () -> now);
    private final KnownClips known = new KnownClips(reader, () -> now, 10_000);
    private final ShownClips shown = new ShownClips(known, () -> now);

    @Test
    void countsOfAPageAreAtMostASecondOld() {
        store.clips().put(clip(1));
        assertThat(plays(1)).isZero();

        play(1, 5);
        assertThat(plays(1)).isZero();
        now = now.plus(Duration.ofMillis(1_001));
        assertThat(plays(1)).isEqualTo(5);
    }

    @Test
    void candidatesAreNotReadAgain() {
        store.clips().put(clip(1));
        known.candidates(List.of(content(1)));
        play(1, 5);
        now = now.plus(Duration.ofMinutes(9));

        assertThat(known.candidates(List.of(content(1))).get(content(1)).plays())
                .isZero();
    }

    @Test
    void whatIsFoundAsItWasStaysAndIsOfNow() {
        store.clips().put(clip(1));
        Candidate before = known.candidates(List.of(content(1))).get(content(1));
        now = now.plus(Duration.ofMinutes(11));
        assertThat(known.isFresh(content(1))).isFalse();
        known.renew(10);
        assertThat(known.isFresh(content(1))).isTrue();
        assertThat(known.candidates(List.of(content(1))).get(content(1))).isSameAs(before);

        play(1, 5);
        now = now.plus(Duration.ofMinutes(11));
        known.renew(10);
        assertThat(known.candidates(List.of(content(1))).get(content(1)).plays())
                .isEqualTo(5);
    }

    @Test
    void itemsOfAModelAreKnownByTheirNumbers() {
        IntStream.range(0, 5).filter(i -> i != 3).forEach(i -> store.clips().put(clip(i)));
        ItemIds ids = ItemIds.of(
                IntStream.range(0, 5).mapToObj(KnownClipsTest::content).toList());
        assertThat(names(ids)).containsExactly("clip-4", "clip-1", "clip-0");

        // Another model, in which they have other numbers.
        ItemIds fewer = ItemIds.of(List.of(content(1), content(3), content(4)));
        assertThat(names(fewer, 0, 2, 1)).containsExactly("clip-1", "clip-4");

        store.clips().put(clip(3));
        now = now.plus(Duration.ofSeconds(11));
        assertThat(names(ids)).containsExactly("clip-4", "clip-3", "clip-1", "clip-0");
        play(1, 5);
        assertThat(plays(1)).isEqualTo(5);
        assertThat(known.candidates(ids, new int[] {1}).get(0).plays()).isEqualTo(5);
    }

    @Test
    void whatGivesWayIsReadAgain() {
        KnownClips few = new KnownClips(reader, () -> now, 10);
        ItemIds ids = ItemIds.of(
                IntStream.range(10, 40).mapToObj(KnownClipsTest::content).toList());
        IntStream.range(10, 40).forEach(i -> store.clips().put(clip(i)));
        int[] all = IntStream.range(0, 30).toArray();
        few.candidates(ids, all);
        store.clips().rename(new AccountId("somebody"), new AccountId("erased-1"));
        now = now.plus(Duration.ofMinutes(61));
        few.renew(30);

        assertThat(new ShownClips(few, () -> now).of(few.candidates(ids, all)))
                .extracting(of -> of.clip().owner().value())
                .hasSize(30)
                .containsOnly("erased-1");
    }

    private List<String> names(ItemIds ids) {
        return names(ids, 4, 3, 1, 0);
    }

    private List<String> names(ItemIds ids, int... items) {
        return known.candidates(ids, items).stream().map(Candidate::content).toList();
    }

    @Test
    void whatCannotBePlayedIsAskedForAgainAfterTenSeconds() {
        assertThat(known.candidates(List.of(content(1)))).isEmpty();
        store.clips().put(clip(1));
        assertThat(known.candidates(List.of(content(1)))).isEmpty();
        now = now.plus(Duration.ofSeconds(11));
        assertThat(known.candidates(List.of(content(1)))).containsOnlyKeys(content(1));
    }

    @Test
    void manyPagesShowWhatIsKnownInsteadOfWaitingAndItIsReadForTheNext() {
        List<ContentId> many =
                IntStream.range(0, 150).mapToObj(KnownClipsTest::content).toList();
        IntStream.range(0, 150).forEach(i -> store.clips().put(clip(i)));
        Map<ContentId, Candidate> read = known.candidates(many);
        List<Candidate> page = many.stream().map(read::get).toList();
        IntStream.range(0, 150).forEach(i -> play(i, 7));
        now = now.plus(Duration.ofSeconds(2));

        shown.of(page.subList(0, 90));
        shown.of(page.subList(90, 150));
        shown.of(page.subList(90, 150));

        assertThat(withPlays(many)).isEqualTo(90);
        shown.renew(40);
        assertThat(withPlays(many)).isEqualTo(130);
        shown.renew(40);
        assertThat(withPlays(many)).isEqualTo(150);
        now = now.plus(Duration.ofMillis(1_001));
        play(140, 8);
        assertThat(plays(140)).isEqualTo(8);
    }

    private long withPlays(List<ContentId> contents) {
        return known.candidates(contents).values().stream()
                .filter(of -> of.plays() == 7)
                .count();
    }

    @Test
    void whatTheStoreListsIsReadAlthoughItWasAbsentAndRenewedTheOldestFirst() {
        List<ContentId> all =
                IntStream.range(0, 60).mapToObj(KnownClipsTest::content).toList();
        assertThat(known.candidates(all)).isEmpty();
        IntStream.range(0, 60).forEach(i -> store.clips().put(clip(i)));
        assertThat(known.listed(all.subList(30, 60))).hasSize(30);
        now = now.plus(Duration.ofMillis(500));
        Map<ContentId, Candidate> listed = known.listed(all);
        IntStream.range(0, 60).forEach(i -> play(i, 7));
        now = now.plus(Duration.ofSeconds(2));

        known.renew(listed);

        assertThat(withPlays(all)).isEqualTo(50);
        assertThat(withPlays(all.subList(30, 60))).isEqualTo(30);
        known.renew(listed);
        assertThat(listed.values()).filteredOn(of -> of.plays() == 7).hasSize(60);
    }

    @Test
    void whatIsTenMinutesOldIsRenewedLittleByLittle() {
        IntStream.range(0, 25).forEach(i -> store.clips().put(clip(i)));
        List<ContentId> all =
                IntStream.range(0, 25).mapToObj(KnownClipsTest::content).toList();
        known.candidates(all);
        store.clips().rename(new AccountId("somebody"), new AccountId("erased-1"));
        known.renew(10);
        assertThat(renamed(all)).isZero();

        now = now.plus(Duration.ofMinutes(11));
        known.renew(10);
        assertThat(renamed(all)).isEqualTo(10);
        known.renew(10);
        known.renew(10);
        known.renew(10);
        assertThat(renamed(all)).isEqualTo(25);
    }

    private long renamed(List<ContentId> contents) {
        return known.candidates(contents).values().stream()
                .filter(of -> of.owner().equals("erased-1"))
                .count();
    }

    private long plays(int clip) {
        return shown.of(List.copyOf(known.candidates(List.of(content(clip))).values()))
                .get(0)
                .plays();
    }

    private void play(int clip, long plays) {
        store.contents()
                .putFigures(List.of(new Figures(content(clip), new AccountId("somebody"), plays, 1, 0, 0, 0, 0, 0)));
    }

    private static ContentId content(int clip) {
        return new ContentId("clip-" + clip);
    }

    private static Clip clip(int i) {
        return new Clip(
                content(i), new AccountId("somebody"), "Clip", "sea", "bafy", "bafyd", 8_000, 360, 640, false, i + 1);
    }
}

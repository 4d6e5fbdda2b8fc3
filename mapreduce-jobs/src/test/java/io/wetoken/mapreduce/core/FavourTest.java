package io.wetoken.mapreduce.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FavourTest {
    /** Ten viewers, three of whom liked it: Wilson's bounds are .1078 and .6032 (as R's binom.confint(3, 10, methods = "wilson") gives). */
    @Test
    void likesOfFewLeaveMuchRoom() {
        Favour favour = Favour.NONE;
        for (int viewer = 0; viewer < 10; viewer++) {
            Favour one = Favour.of(play("v" + viewer, 10, 10));
            favour = favour.plus((viewer < 3 ? one.again(Favour.of(like("v" + viewer))) : one).ofAViewer());
        }
        assertThat(favour.likePpm()).isEqualTo(300_000);
        assertThat(favour.likeBoundPpm(-1)).isEqualTo(107_791);
        assertThat(favour.likeBoundPpm(1)).isEqualTo(603_222);
        assertThat(Favour.NONE.likeBoundPpm(-1)).isZero();
        assertThat(Favour.NONE.likeBoundPpm(1)).isEqualTo(1_000_000);
    }

    @Test
    void aPlayReachesTheTenthsThatItWatched() {
        Favour favour = Favour.of(play("ann", 39, 100))
                .again(Favour.of(play("ann", 250, 100)))
                .again(Favour.of(play("ann", 5, 0)));
        assertThat(favour.plays()).isEqualTo(3);
        assertThat(favour.measured()).as("of one the length is unknown").isEqualTo(2);
        assertThat(favour.reached()).isEqualTo(List.of(2L, 2L, 2L, 1L, 1L, 1L, 1L, 1L, 1L, 1L));
        assertThat(favour.row())
                .isEqualTo(
                        "1,3,0,0,0,793451,500000,1000000 1000000 1000000 500000 500000 500000 500000 500000 500000 500000");
    }

    @Test
    void oneViewerIsOneHoweverOften() {
        Favour ann = Favour.of(play("ann", 1, 1))
                .again(Favour.of(play("ann", 1, 1)))
                .again(Favour.of(like("ann")))
                .again(Favour.of(like("ann")));
        assertThat(ann.viewers()).isEqualTo(1);
        assertThat(ann.likers()).isEqualTo(1);
        assertThat(Favour.of(like("bob")).ofAViewer())
                .as("liked and never played")
                .isEqualTo(Favour.NONE);
    }

    @Test
    void aMakersOwnActsSayNothing() {
        assertThat(Favour.of(play("maker", 1, 1))).isEqualTo(Favour.NONE);
        assertThat(Taste.of(play("maker", 1, 1)).isEmpty()).isTrue();
    }

    @Test
    void whatIsWrittenIsRead() {
        Favour favour = Favour.of(play("ann", 39, 100)).again(Favour.of(like("ann")));
        assertThat(Favour.decode(favour.encode())).isEqualTo(favour);
    }

    /** 20 and 10 s of two makers at 23:59 and 00:00. */
    @Test
    void aTasteIsTimeByMakerContentAndHour() {
        Taste taste = Taste.of(play("ann", 20_000, 0));
        BehaviourEvent later = play("ann", 10_000, 0);
        later.setOwner("other, maker");
        later.setContent("film 2");
        later.setReceived(86_400_000);
        later.setAt(86_400_000);
        later.setSent(86_400_000);
        taste.add(Taste.of(later));
        assertThat(Taste.decode(taste.encode()).rows())
                .isEqualTo(taste.rows())
                .containsExactly(
                        "CREATOR,maker,20000,666666",
                        "CREATOR,other%2C+maker,10000,333333",
                        "CONTENT,film,20000,666666",
                        "CONTENT,film+2,10000,333333",
                        "HOUR,00,10000,333333",
                        "HOUR,23,20000,666666");
    }

    @Test
    void noMoreIsKeptThanIsToldOf() {
        Taste taste = new Taste();
        for (int maker = 0; maker < 12_000; maker++) {
            BehaviourEvent play = play("ann", 1 + maker, 0);
            play.setOwner("maker-" + maker);
            taste.add(Taste.of(play));
        }
        List<String> creators =
                taste.rows().stream().filter(row -> row.startsWith("CREATOR")).toList();
        assertThat(creators).hasSize(Taste.MAX_TOLD).first().asString().startsWith("CREATOR,maker-11999,12000,");
        assertThat(taste.encode().length).isLessThan(12 * Taste.MAX_KEPT * 2);
    }

    private static BehaviourEvent play(String actor, long watchMs, long lengthMs) {
        BehaviourEvent event = like(actor);
        event.setKind(EventKind.PLAY);
        event.setWatchMs(watchMs);
        event.setLengthMs(lengthMs);
        return event;
    }

    private static BehaviourEvent like(String actor) {
        return BehaviourEvent.newBuilder()
                .setId("id")
                .setKind(EventKind.LIKE)
                .setActor(actor)
                .setDevice("d")
                .setSession("s")
                .setAt(86_399_000)
                .setSent(86_399_000)
                .setReceived(86_399_000)
                .setContent("film")
                .setOwner("maker")
                .build();
    }
}

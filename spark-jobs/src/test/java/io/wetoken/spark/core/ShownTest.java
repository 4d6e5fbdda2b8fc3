package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.rank.Features;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final long NOON = 1_700_000_000_000L;
    /** The second page of a feed. */
    private static final ServedPage PAGE = new ServedPage(
            "r",
            "ann",
            NOON,
            "m",
            List.of(),
            List.of(item(20, "a"), item(21, "b"), item(22, "c"), item(23, "d"), item(24, "e")),
            List.of("age"));

    private static ServedItem item(int position, String content) {
        return new ServedItem(
                position,
                null,
                content,
                position == 23 ? "explore" : "walks",
                position == 23 ? .25 : 1,
                List.of(position + .5f));
    }

    @Test
    void aPlaceHasWhatCameOfItAndWhatIsAboveTheLastAnswerWasSeen() {
        List<Shown> shown = shown(
                play(20, "a", Duration.ofSeconds(40), NOON + 1000),
                play(22, "c", Duration.ofMillis(500), NOON + 2000),
                act(EventKind.LIKE, 20, "a", NOON + 3000),
                act(EventKind.IMPRESSION, 23, "d", NOON + 4000));

        assertThat(shown).extracting(Shown::content).containsExactly("a", "b", "c", "d", "e");
        assertThat(shown.stream().map(Shown::outcome))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.watched()).isTrue();
                            assertThat(first.did(EventKind.LIKE)).isTrue();
                            assertThat(first.did(EventKind.SHARE)).isFalse();
                            assertThat(first.watchMs()).isEqualTo(40_000);
                            assertThat(first.taken()).isTrue();
                        },
                        passed -> assertThat(passed).isEqualTo(new Outcome(true, false, Set.of(), 0)),
                        swiped -> {
                            assertThat(swiped.did(EventKind.PLAY)).isTrue();
                            assertThat(swiped.taken()).isFalse();
                        },
                        looked -> assertThat(looked.seen() && !looked.taken()).isTrue(),
                        beyond -> assertThat(beyond).isEqualTo(Outcome.NONE));
        assertThat(shown.get(3).policy()).isEqualTo("explore");
        assertThat(shown.get(3).propensity()).isEqualTo(.25);
        float[] features = new float[Features.names().size()];
        features[Features.names().indexOf("age")] = 23.5f;
        assertThat(shown.get(3).features()).containsExactly(features);
    }

    @Test
    void whatDoesNotFitThePageIsNoAnswerToIt() {
        long day = Duration.ofHours(24).toMillis();
        assertThat(shown(
                        act(EventKind.LIKE, 20, "b", NOON),
                        act(EventKind.LIKE, 3, "a", NOON),
                        act(EventKind.LIKE, 21, "b", NOON + day),
                        act(
                                EventKind.LIKE,
                                22,
                                "c",
                                NOON - Duration.ofMinutes(6).toMillis())))
                .extracting(Shown::outcome)
                .containsOnly(Outcome.NONE);
        assertThat(shown(act(EventKind.LIKE, 21, "b", NOON + day - 1))
                        .get(1)
                        .outcome()
                        .taken())
                .isTrue();
    }

    private static List<Shown> shown(Answer... answers) {
        return Shown.of(PAGE, List.of(answers), ActivityRules.reference().effective());
    }

    private static Answer act(EventKind kind, int position, String content, long received) {
        return new Answer("ann", "r", position, content, kind, 0, 0, received);
    }

    private static Answer play(int position, String content, Duration watched, long received) {
        return new Answer("ann", "r", position, content, EventKind.PLAY, watched.toMillis(), 60_000, received);
    }
}

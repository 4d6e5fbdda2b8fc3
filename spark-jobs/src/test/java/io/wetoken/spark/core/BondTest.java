package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BondTest {
    private static final ActivityRules.Effective EFFECTIVE =
            ActivityRules.reference().effective();

    @Test
    void aPersonWhoPlaysOnTwoDaysReturns() {
        assertThat(play(0, 9_000, 10_000)
                        .merge(play(0, 9_000, 10_000))
                        .figures()
                        .recent()
                        .returning())
                .isZero();
        assertThat(play(0, 9_000, 10_000)
                        .merge(play(27, 9_000, 10_000))
                        .figures()
                        .recent()
                        .returning())
                .isOne();
        CreatorFigures apart =
                play(0, 9_000, 10_000).merge(play(28, 9_000, 10_000)).figures();
        assertThat(apart.recent().returning()).isZero();
        assertThat(apart.all().returning()).isOne();
    }

    @Test
    void likesOfOneDayAreOneAndOfTwoDaysTwo() {
        Bond likes = act(0, EventKind.LIKE).merge(act(0, EventKind.LIKE)).merge(act(1, EventKind.LIKE));
        assertThat(likes.figures().recent().acts()).isEqualTo(2);
    }

    @Test
    void whoFollowsAgainIsOneFollower() {
        assertThat(act(0, EventKind.FOLLOW)
                        .merge(act(5, EventKind.FOLLOW))
                        .figures()
                        .recent()
                        .followers())
                .isOne();
    }

    @Test
    void onlyEffectivePlaysCountAndCompletionStopsAtTheLength() {
        Figures figures =
                play(0, 20_000, 10_000).merge(play(0, 2_000, 10_000)).figures().recent();
        assertThat(figures).isEqualTo(new Figures(0, 0, 1, 10_000, 10_000, 0, 0, 0));
    }

    @Test
    void aPlayOfUnknownLengthCountsWithoutCompletion() {
        assertThat(play(0, 40_000, 0).figures().recent()).isEqualTo(new Figures(0, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aReleaseBelongsToTheWindowsItFellInto() {
        Bond release =
                Bond.of(new Act(40, EventKind.RELEASE, "bob", "bob", "video", 0, 60_000, 0, "", false), EFFECTIVE);
        assertThat(release.figures())
                .isEqualTo(new CreatorFigures(Figures.NONE, new Figures(1, 60_000, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void anyCutAndOrderGivesTheSame() {
        EventKind[] kinds = EventKind.values();
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Bond> bonds = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                bonds.add(Bond.of(
                        new Act(
                                random.nextInt(180),
                                kinds[random.nextInt(kinds.length)],
                                "ann",
                                "bob",
                                "video",
                                random.nextInt(100_000),
                                random.nextInt(100_000),
                                0,
                                "",
                                false),
                        EFFECTIVE));
            }
            Bond inOrder = bonds.stream().reduce(Bond.NONE, Bond::merge);
            Collections.shuffle(bonds, random);
            int cut = random.nextInt(bonds.size());
            Bond inParts = bonds.subList(cut, bonds.size()).stream()
                    .reduce(Bond.NONE, Bond::merge)
                    .merge(bonds.subList(0, cut).stream().reduce(Bond.NONE, Bond::merge));
            assertThat(inParts).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    private static Bond play(int daysAgo, long watchMs, long lengthMs) {
        return Bond.of(
                new Act(daysAgo, EventKind.PLAY, "ann", "bob", "video", watchMs, lengthMs, 0, "", false), EFFECTIVE);
    }

    private static Bond act(int daysAgo, EventKind kind) {
        return Bond.of(new Act(daysAgo, kind, "ann", "bob", "video", 0, 0, 0, "", false), EFFECTIVE);
    }
}

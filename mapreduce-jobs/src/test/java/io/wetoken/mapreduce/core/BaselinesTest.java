package io.wetoken.mapreduce.core;

import static io.wetoken.behaviour.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.signal.DayTotals;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    @Test
    void aFirstDayIsItsOwnBaseline() {
        assertThat(Baselines.rows(likes(7), List.of())).contains("validLikes,7,7", "validComments,0,0");
    }

    @Test
    void ofAnOddNumberOfDaysTheMiddleOneCounts() {
        assertThat(Baselines.rows(likes(7), List.of(likes(9), likes(1), likes(4))))
                .contains("validLikes,7,4");
    }

    @Test
    void ofAnEvenNumberTheMeanOfTheMiddleTwoFloored() {
        assertThat(Baselines.rows(likes(7), List.of(likes(9), likes(1), likes(4), likes(5))))
                .contains("validLikes,7,4");
        assertThat(Baselines.rows(likes(7), List.of(likes(2), likes(8)))).contains("validLikes,7,5");
    }

    @Test
    void aDayWithoutLikesIsAZeroAndNotMissing() {
        assertThat(Baselines.rows(likes(7), List.of(likes(0), likes(0), likes(4))))
                .contains("validLikes,7,0");
    }

    private static DayTotals likes(int count) {
        Presence presence = Presence.NONE;
        for (int like = 0; like < count; like++) {
            presence = Signals.PRESENCE.add(presence, aLike().judged());
        }
        return new DayTotals().plus(presence);
    }
}

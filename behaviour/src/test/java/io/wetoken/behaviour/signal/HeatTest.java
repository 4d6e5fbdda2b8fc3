package io.wetoken.behaviour.signal;

import static io.wetoken.behaviour.AnEvent.NOON;
import static io.wetoken.behaviour.AnEvent.a;
import static io.wetoken.behaviour.AnEvent.aLike;
import static io.wetoken.behaviour.AnEvent.aPlay;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.AnEvent;
import io.wetoken.behaviour.avro.EventKind;
import org.junit.jupiter.api.Test;

class HeatTest {
    private static final ActivityRules.Trend TREND = ActivityRules.reference().trend();
    private static final long HALF_PAST = NOON + ofHours(1).toMillis() / 2;

    private static Heat of(AnEvent... events) {
        Heat state = Heat.NONE;
        for (AnEvent event : events) {
            state = Signals.HEAT.add(state, event.judged());
        }
        return state;
    }

    @Test
    void actsWeighByTheirKind() {
        Heat heat = of(
                aPlay().lasting(ofSeconds(30)),
                aPlay().lasting(ofSeconds(2)),
                aLike(),
                a(EventKind.COMMENT),
                a(EventKind.SHARE),
                a(EventKind.IMPRESSION));
        assertThat(heat.micros(HALF_PAST, TREND)).isEqualTo(17_000_000);
    }

    @Test
    void halfIsGoneAfterAHalfLife() {
        Heat heat = of(aLike());
        assertThat(heat.micros(HALF_PAST + TREND.halfLifeMs(), TREND)).isEqualTo(1_500_000);
        assertThat(heat.micros(HALF_PAST + 2 * TREND.halfLifeMs(), TREND)).isEqualTo(750_000);
        // 3,000,000 · 2^(−1/6)
        assertThat(heat.micros(HALF_PAST + ofHours(1).toMillis(), TREND)).isEqualTo(2_672_696);
    }

    @Test
    void trustWeighs() {
        assertThat(of(aLike().trusted(250_000)).micros(NOON, TREND)).isEqualTo(750_000);
    }

    @Test
    void onlyTheNewestHoursAreKept() {
        Heat old = of(aLike().at(NOON - ofHours(71).toMillis()), aLike());
        assertThat(old.byHour()).hasSize(2);
        assertThat(Signals.HEAT
                        .add(old, aLike().at(NOON + ofHours(1).toMillis()).judged())
                        .byHour())
                .hasSize(2);
        Heat hourly = Heat.NONE;
        for (int hour = 0; hour < 200; hour++) {
            hourly = Signals.HEAT.add(
                    hourly, aLike().at(NOON + ofHours(hour).toMillis()).judged());
        }
        assertThat(hourly.byHour()).hasSize(72);
    }

    @Test
    void anHourIsThatOfTrueTime() {
        assertThat(of(aLike().at(NOON).sentLater(ofHours(3))))
                .isEqualTo(of(aLike().at(NOON - ofHours(3).toMillis())));
    }
}

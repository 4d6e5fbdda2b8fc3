package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final long LENGTH = 100;

    @Test
    void noneHoldsNothing() {
        assertThat(Quarantine.NONE.holds(0)).isFalse();
        assertThat(Quarantine.NONE.holds(-1)).isFalse();
    }

    @Test
    void holdsFromTheExcessToItsLastMillisecond() {
        Quarantine quarantine = Quarantine.NONE.after(1_000, LENGTH);
        assertThat(quarantine.holds(999)).isFalse();
        assertThat(quarantine.holds(1_000)).isTrue();
        assertThat(quarantine.holds(1_100)).isTrue();
        assertThat(quarantine.holds(1_101)).isFalse();
    }

    @Test
    void oneMoreExcessProlongsItAndALaterOneBeginsAnother() {
        Quarantine first = Quarantine.NONE.after(1_000, LENGTH);
        assertThat(first.after(1_100, LENGTH)).isEqualTo(new Quarantine(1_000, 1_200));
        assertThat(first.after(1_101, LENGTH)).isEqualTo(new Quarantine(1_101, 1_201));
    }

    @Test
    void anExcessThatArrivesLateWidensItAndNeverShortensIt() {
        Quarantine first = Quarantine.NONE.after(1_000, LENGTH);
        assertThat(first.after(950, LENGTH)).isEqualTo(new Quarantine(950, 1_100));
        assertThat(first.after(900, LENGTH)).as("it touches").isEqualTo(new Quarantine(900, 1_100));
        assertThat(first.after(899, LENGTH))
                .as("one that was over before it began")
                .isEqualTo(first);
    }
}

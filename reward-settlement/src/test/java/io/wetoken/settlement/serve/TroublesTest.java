package io.wetoken.settlement.serve;

import static io.wetoken.settlement.serve.DueDaysTest.day;
import static io.wetoken.settlement.serve.DueDaysTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {
    private static final AlertConfig LIMITS = new AlertConfig(
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofHours(12),
            Duration.ofHours(4),
            Duration.ofHours(12));
    private static final Instant PLANNED = Instant.parse("2026-11-24T01:00:00Z");

    @Test
    void aPlanThatWaitsForLongerThanItMayIsTrouble() {
        assertThat(planned(PLANNED.plusSeconds(4 * 3600 - 1))).isEmpty();
        assertThat(planned(PLANNED.plusSeconds(4 * 3600)))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.key()).isEqualTo("epoch.approval_awaited 2026-11-23"));
    }

    @Test
    void aDayThatIsNotPaidLongAfterItsEndIsTroubleWhateverHoldsIt() {
        Instant late = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(of(new Outcome.Waits(day(23), "the stream"), State.OPEN, late))
                .extracting(Trouble::text)
                .containsExactly("The day 2026-11-23 ended at 2026-11-24T00:00:00Z and is not paid: it is OPEN");
        assertThat(of(new Outcome.Waits(day(23), "the stream"), State.PAID, late))
                .isEmpty();
    }

    @Test
    void whatCameOfTheLastLookIsTroubleWhileItLasts() {
        assertThat(of(new Outcome.Failed(Optional.of(day(23)), "why"), State.OPEN, PLANNED))
                .containsExactly(new Trouble(Trouble.Kind.FAILED, "2026-11-23", "why"));
        assertThat(of(new Outcome.Failed(Optional.empty(), "why"), State.OPEN, PLANNED))
                .containsExactly(new Trouble(Trouble.Kind.FAILED, "settlement", "why"));
        assertThat(of(new Outcome.Stopped(day(23), "STOP: why"), State.OPEN, PLANNED))
                .containsExactly(new Trouble(Trouble.Kind.STOPPED, "2026-11-23", "STOP: why"));
    }

    private static List<Trouble> planned(Instant now) {
        return of(new Outcome.Waits(day(23), "approval"), State.PLANNED, now);
    }

    private static List<Trouble> of(Outcome last, State state, Instant now) {
        return Troubles.of(
                last,
                List.of(row(23, state)),
                List.of(day(23)),
                List.of(new ActionLog.Entry(0, PLANNED, "2026-11-23", "me", "PLANNED", Map.of(), "hash")),
                true,
                LIMITS,
                now);
    }
}

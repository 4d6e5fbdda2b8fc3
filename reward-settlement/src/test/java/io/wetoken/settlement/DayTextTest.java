package io.wetoken.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayTextTest {
    private final List<ActionLog.Entry> log = new ArrayList<>();

    @Test
    void aDayThatIsDoneAsksForNothing() {
        log("PLANNED", Map.of());
        log("waits", Map.of("for", "approval"));
        log("RECONCILED", Map.of());
        DayText day = of(State.RECONCILED);
        assertThat(day.next()).isEqualTo("-");
        assertThat(day.trouble()).isEmpty();
        assertThat(day.sinceText()).isEqualTo("2026-11-21T01:02Z");
    }

    @Test
    void aPlanThatWaitsIsLookedAtFirst() {
        log("PLANNED", Map.of());
        log("run", Map.of());
        log("waits", Map.of("for", "approval: look at it"));
        DayText day = of(State.PLANNED);
        assertThat(day.trouble()).contains("waits for approval: look at it");
        assertThat(day.next())
                .isEqualTo("./we epoch plan --date 2026-11-20 --dry-run, then ./we epoch approve --date 2026-11-20");
        assertThat(day.sinceText()).isEqualTo("2026-11-21T01:00Z");
        assertThat(day.troubleText(12)).isEqualTo("waits for a…");
    }

    @Test
    void aDayThatFailedIsRunAgainAndOneThatStoppedIsLookedAt() {
        log("CLOSED", Map.of());
        log("failed", Map.of("why", "no space left"));
        assertThat(of(State.CLOSED).next()).isEqualTo("./we epoch run --date 2026-11-20");
        assertThat(of(State.CLOSED).trouble()).contains("FAILED: no space left");
        log("failed", Map.of("why", "STOP: the chain does not agree"));
        assertThat(of(State.CLOSED).next()).isEqualTo("./we epoch report --date 2026-11-20");
    }

    @Test
    void whatNobodyWroteDownIsNotInvented() {
        assertThat(of(State.CLOSED).sinceText()).isEqualTo("-");
    }

    private DayText of(State state) {
        return DayText.of(new Epochs.Row(Epoch.parse("2026-11-20"), state, Map.of()), log);
    }

    private void log(String what, Map<String, String> details) {
        Instant at = Instant.parse("2026-11-21T01:00:30Z").plusSeconds(60L * log.size());
        log.add(new ActionLog.Entry(log.size(), at, "2026-11-20", "me", what, details, "hash"));
    }
}

package io.wetoken.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.ActionLog;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogCommandTest {
    @Test
    void aLineThatARowTellsOfAndTheLogDoesNotHoldIsNamed() {
        Epoch epoch = Epoch.parse("2026-11-21");
        ActionLog.Entry closed = new ActionLog.Entry(0, Instant.EPOCH, "2026-11-21", "olga", "CLOSED", Map.of(), "aa");
        Epochs.Row row =
                new Epochs.Row(epoch, State.SCORED, Map.of("log.closed", "aa", "log.scored", "bb", "recipients", "3"));
        assertThat(LogCommand.missing(List.of(closed), List.of(row)))
                .containsExactly("Epoch 2026-11-21 tells of a line that the log does not hold: log.scored bb");
    }
}

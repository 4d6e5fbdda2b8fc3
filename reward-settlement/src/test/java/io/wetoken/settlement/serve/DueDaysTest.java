package io.wetoken.settlement.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs.Row;
import io.wetoken.store.Epochs.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueDaysTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void nothingIsDueWhileNothingIsKnown() {
        assertThat(due(List.of())).isEmpty();
    }

    @Test
    void daysBeginWithTheFirstThatTheArchiveHolds() {
        assertThat(DueDays.of(List.of(), List.of(day(22), day(21)), Optional.empty(), NOON))
                .containsExactly(day(21), day(22), day(23));
    }

    @Test
    void afterAnOutageEveryDaySinceTheLastPaidOneIsDueAlsoOnesThatNothingIsKnownOf() {
        assertThat(due(List.of(row(19, State.RECONCILED)))).containsExactly(day(20), day(21), day(22), day(23));
    }

    @Test
    void aDayThatStoppedHalfComesFirst() {
        assertThat(due(List.of(row(20, State.RECONCILED), row(21, State.PAYING), row(22, State.CLOSED))))
                .containsExactly(day(21), day(22), day(23));
    }

    @Test
    void aDayBeforeACommittedOneIsNotDueForTheChainWillNotTakeIt() {
        assertThat(due(List.of(row(19, State.CLOSED), row(21, State.RECONCILED))))
                .containsExactly(day(22), day(23));
    }

    @Test
    void theFirstDayCanBeSaidButPaidOnesStayPaid() {
        assertThat(DueDays.of(List.of(), List.of(day(1)), Optional.of(day(22)), NOON))
                .containsExactly(day(22), day(23));
        assertThat(DueDays.of(List.of(row(22, State.RECONCILED)), List.of(), Optional.of(day(1)), NOON))
                .containsExactly(day(23));
    }

    @Test
    void aDayIsDueFromItsFirstInstantAfter() {
        Instant midnight = Instant.parse("2026-11-25T00:00:00Z");
        List<Row> rows = List.of(row(23, State.RECONCILED));
        assertThat(DueDays.of(rows, List.of(), Optional.empty(), midnight)).containsExactly(day(24));
        assertThat(DueDays.of(rows, List.of(), Optional.empty(), midnight.minusMillis(1)))
                .isEmpty();
    }

    private static List<Epoch> due(List<Row> rows) {
        return DueDays.of(rows, List.of(), Optional.empty(), NOON);
    }

    static Epoch day(int ofNovember) {
        return Epoch.parse(String.format("2026-11-%02d", ofNovember));
    }

    static Row row(int ofNovember, State state) {
        return new Row(day(ofNovember), state, Map.of());
    }
}

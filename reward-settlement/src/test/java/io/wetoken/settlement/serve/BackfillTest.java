package io.wetoken.settlement.serve;

import static io.wetoken.settlement.serve.DueDaysTest.day;
import static io.wetoken.settlement.serve.DueDaysTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.InputException;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.settlement.serve.Backfill.Mode;
import io.wetoken.settlement.serve.Backfill.What;
import io.wetoken.store.Epochs.Row;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Row> HALF = List.of(row(20, State.RECONCILED), row(21, State.SCORED));

    private final List<String> done = new ArrayList<>();

    @Test
    void noneTakesOnlyWhatWasNeverBegun() throws InputException {
        assertThat(whats(19, 20, Mode.NONE, List.of(row(20, State.OPEN)))).containsExactly(What.PAY, What.NOTHING);
    }

    @Test
    void failedTakesWhatStoppedHalfToo() throws InputException {
        assertThat(whats(20, 23, Mode.FAILED, HALF)).containsExactly(What.NOTHING, What.PAY, What.PAY, What.PAY);
    }

    @Test
    void completedComparesFinishedDays() throws InputException {
        assertThat(whats(20, 21, Mode.COMPLETED, HALF)).containsExactly(What.COMPARE, What.PAY);
    }

    @Test
    void whatLiesBeforeACommittedDayIsClosedAndNoMore() throws InputException {
        assertThat(whats(18, 20, Mode.FAILED, List.of(row(19, State.SCORED), row(20, State.RECONCILED))))
                .containsExactly(What.CLOSE, What.NOTHING, What.NOTHING);
    }

    @Test
    void aDayThatWouldBeShutOutForEverIsNamed() {
        assertThatThrownBy(() -> whats(22, 23, Mode.NONE, HALF))
                .hasMessageContaining("2026-11-21 is not paid, and once 2026-11-23 is committed it never can be");
    }

    @Test
    void whatIsNotOverIsRefused() {
        assertThatThrownBy(() -> whats(23, 24, Mode.NONE, HALF))
                .hasMessageContaining("the last day that is: 2026-11-23");
        assertThatThrownBy(() -> whats(23, 22, Mode.NONE, HALF)).hasMessageContaining("is after --to");
    }

    @Test
    void nothingIsTriedAfterADayThatFailed() throws InputException, InterruptedException {
        List<Backfill.Done> all = run(20, 23, Mode.COMPLETED, "2026-11-22");
        assertThat(all)
                .extracting(Backfill.Done::end)
                .containsExactly(
                        "agrees with the chain", "paid", "FAILED: no space left", "not tried, because of 2026-11-22");
        assertThat(done)
                .containsExactly(
                        "run 2026-11-20 until RECONCILED",
                        "compare 2026-11-20",
                        "run 2026-11-21 until RECONCILED",
                        "run 2026-11-22 until RECONCILED");
        assertThat(all).extracting(Backfill.Done::failed).containsExactly(false, false, true, false);
    }

    private List<Backfill.Done> run(int from, int to, Mode mode, String fails)
            throws InputException, InterruptedException {
        return Backfill.run(plan(from, to, mode, HALF), new Backfill.Worker() {
            @Override
            public Optional<String> run(Epoch epoch, State until) throws IOException {
                done.add("run " + epoch + " until " + until);
                if (epoch.toString().equals(fails)) {
                    throw new SettlementException("no space left");
                }
                return Optional.empty();
            }

            @Override
            public List<String> compare(Epoch epoch) {
                done.add("compare " + epoch);
                return List.of();
            }

            @Override
            public Optional<State> state(Epoch epoch) {
                return Optional.of(State.RECONCILED);
            }
        });
    }

    private static List<What> whats(int from, int to, Mode mode, List<Row> rows) throws InputException {
        return plan(from, to, mode, rows).stream().map(Backfill.Day::what).toList();
    }

    private static List<Backfill.Day> plan(int from, int to, Mode mode, List<Row> rows) throws InputException {
        return Backfill.plan(day(from), day(to), mode, rows, List.of(), Optional.of(day(19)), NOON);
    }
}

package io.wetoken.settlement.serve;

import static io.wetoken.settlement.serve.DueDaysTest.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.EpochRun;
import io.wetoken.settlement.epoch.SettlementException;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private final Store store = Stores.memory();
    private final List<Epoch> tried = new ArrayList<>();
    private boolean ending;

    @Test
    void daysAfterAnOutageAreRunInTheirOrder() throws InterruptedException {
        assertThat(look(this::pay).once()).isEqualTo(new Outcome.Done());
        assertThat(tried).containsExactly(day(20), day(21), day(22), day(23));
    }

    @Test
    void nothingIsRunAfterADayThatWaits() throws InterruptedException {
        Look look = look((opened, epoch) -> epoch.equals(day(21)) ? waits(epoch, "the stream") : pay(opened, epoch));
        assertThat(look.once()).isEqualTo(new Outcome.Waits(day(21), "the stream"));
        assertThat(tried).containsExactly(day(20), day(21));
        assertThat(look.moved()).as("a day was paid").isTrue();
        assertThat(look.once()).isInstanceOf(Outcome.Waits.class);
        assertThat(look.moved()).as("nothing went on").isFalse();
    }

    @Test
    void aFailureNamesItsDayAndNoKey() throws InterruptedException {
        assertThat(look((opened, epoch) -> {
                            throw new SettlementException("No node answers at https://node.example/v3/c0ffee");
                        })
                        .once())
                .isEqualTo(new Outcome.Failed(Optional.of(day(20)), "No node answers at https://node.example"));
    }

    @Test
    void whatAPersonMustExplainIsToldApart() throws InterruptedException {
        assertThat(look((opened, epoch) -> {
                            throw new SettlementException("STOP: the chain does not agree");
                        })
                        .once())
                .isEqualTo(new Outcome.Stopped(day(20), "STOP: the chain does not agree"));
    }

    @Test
    void aStoreThatIsAwayIsAFailureOfNoDay() throws InterruptedException {
        Look look = new Look(
                () -> {
                    throw new UncheckedIOException(new IOException("ZooKeeper is away"));
                },
                List::of,
                this::pay,
                Optional.empty(),
                NOON,
                () -> false,
                line -> {});
        assertThat(look.once())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.epoch()).isEmpty());
    }

    @Test
    void itEndsBetweenTwoDays() throws InterruptedException {
        Look look = look((opened, epoch) -> {
            ending = true;
            return pay(opened, epoch);
        });
        assertThat(look.once()).isEqualTo(new Outcome.Ended());
        assertThat(tried).containsExactly(day(20));
    }

    private Look look(Look.Days days) {
        return new Look(
                () -> store,
                () -> List.of(day(20)),
                (opened, epoch) -> {
                    tried.add(epoch);
                    return days.run(opened, epoch);
                },
                Optional.empty(),
                NOON,
                () -> ending,
                line -> {});
    }

    private EpochRun.Result pay(Store opened, Epoch epoch) {
        Epochs epochs = opened.epochs();
        for (Epochs.Row row = epochs.open(epoch);
                row.state() != State.RECONCILED;
                row = epochs.find(epoch).orElseThrow()) {
            epochs.advance(epoch, row.state(), Map.of());
        }
        return new EpochRun.Result(epochs.find(epoch).orElseThrow(), Optional.empty());
    }

    private EpochRun.Result waits(Epoch epoch, String forWhat) {
        return new EpochRun.Result(store.epochs().open(epoch), Optional.of(forWhat));
    }
}

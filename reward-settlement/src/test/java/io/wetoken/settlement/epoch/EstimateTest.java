package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs.Row;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void itIsTheMedianOfTheLastDaysForAsManyRecords() {
        List<Row> before = List.of(
                paid("2026-11-17", 1_000, 60_000),
                paid("2026-11-18", 2_000, 100_000),
                paid("2026-11-19", 500, 500_000));
        assertThat(Estimate.of(before, day(3_000))).contains(new Estimate(Duration.ofMinutes(3), 3));
        assertThat(Estimate.text(Estimate.of(before, day(3_000)))).isEqualTo("about 3 min by 3 earlier days");
    }

    @Test
    void withoutRecordsTheLastDaysAreTakenAsTheyWere() {
        assertThat(Estimate.of(List.of(paid("2026-11-19", 500, 40_000)), day(0)))
                .contains(new Estimate(Duration.ofSeconds(40), 1));
    }

    @Test
    void nothingIsInvented() {
        List<Row> later = List.of(paid("2026-11-21", 500, 40_000));
        assertThat(Estimate.text(Estimate.of(later, day(500)))).isEqualTo("no earlier day to compare with");
    }

    @Test
    void aStepThatIsQuietIsToldOf() throws IOException, InterruptedException {
        List<Duration> told = new CopyOnWriteArrayList<>();
        try (Heartbeat beating = new Heartbeat(Duration.ofMillis(1), told::add)) {
            beating.during(() -> {
                await().atMost(Duration.ofSeconds(30)).until(() -> told.size() > 2);
                return true;
            });
        }
        assertThat(told.get(1)).isGreaterThan(told.get(0));
    }

    private static Row day(long records) {
        return new Row(
                Epoch.parse("2026-11-20"),
                State.CLOSED,
                records == 0 ? Map.of() : Map.of("eventsValid", Long.toString(records)));
    }

    private static Row paid(String day, long records, long millis) {
        return new Row(
                Epoch.parse(day),
                State.RECONCILED,
                Map.of("eventsValid", Long.toString(records), "millis.closed", Long.toString(millis)));
    }
}

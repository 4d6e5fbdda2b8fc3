package io.wetoken.ingest.core;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.a;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.behaviour.avro.RejectedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Sender ANN = new Sender("hash", new Speaker("ann", "phone"));

    private long now = NOON + 3 * HOUR;
    private final EpochGate gate = new EpochGate(() -> Instant.ofEpochMilli(now));
    private final MemoryLog log = new MemoryLog(gate);
    private final List<Refused> refused = new ArrayList<>();
    private final Recovery recovery = new Recovery(
            Limits.DEFAULT,
            gate,
            log,
            places -> places.stream()
                    .map(place -> refused.get((int) place.offset()))
                    .toList(),
            Runnable::run,
            Duration.ofSeconds(2));

    @Test
    void whatIsGoodByNowIsReceivedNowAndHappenedThen() {
        refuse(aPlay().raw("at", NOON - 2 * HOUR), ANN);

        assertThat(again()).isEqualTo(new Answer.Taken(1, List.of()));

        BehaviourEvent event = log.accepted().get(0);
        assertThat(event.getReceived()).isEqualTo(now);
        assertThat(TrueTime.of(event)).isEqualTo(NOON - 2 * HOUR);
        assertThat(event.getIpHash()).isEqualTo("hash");
    }

    @Test
    void aDryRunTakesNothing() {
        refuse(aPlay(), ANN);

        assertThat(recovery.again(List.of(new Place(0, 0)), true).join()).isEqualTo(new Answer.Taken(1, List.of()));
        assertThat(log.accepted()).isEmpty();
    }

    @Test
    void whatIsStillBadStaysRefusedAndIsNotKeptAgain() {
        refuse(a("DANCE"), ANN);
        refuse(aPlay().text("actor", "bob"), ANN);
        refuse("[1,2]", "live", ANN);
        refuse("[{", "live", ANN);
        refuse(aPlay().received(NOON).json(), "recorded", Sender.UNKNOWN);

        assertThat(again().rejected())
                .extracting(Answer.Refusal::reason)
                .containsExactly(
                        Reason.UNKNOWN_KIND,
                        Reason.NOT_YOURS,
                        Reason.NOT_AN_OBJECT,
                        Reason.NOT_JSON,
                        Reason.EPOCH_CLOSED);
        assertThat(log.accepted()).isEmpty();
        assertThat(log.rejected()).isEmpty();
    }

    /** A wrong clock does not become right by waiting. */
    @Test
    void itIsJudgedAsOfItsRefusal() {
        refuse(aPlay().raw("at", NOON + HOUR).raw("sent", NOON), ANN);

        assertThat(again().rejected()).extracting(Answer.Refusal::reason).containsExactly(Reason.FUTURE_TIME);
    }

    /** Within the age of an event two copies of it are recognised; beyond it a second recovery would count twice. */
    @Test
    void itMayNotBeOlderThanAnyEvent() {
        refuse(aPlay().raw("at", NOON - HOUR), ANN);
        now = NOON - HOUR + Limits.DEFAULT.maxAge().toMillis();
        assertThat(again().accepted()).isEqualTo(1);

        now++;

        assertThat(again().rejected()).extracting(Answer.Refusal::reason).containsExactly(Reason.ANCIENT_TIME);
    }

    @Test
    void aSealedDayTakesNothingAndNothingStaysUnderWay() {
        refuse(aPlay(), ANN);
        gate.apply(Epoch.of(now), Mark.SEALED);

        assertThat(again().rejected()).extracting(Answer.Refusal::reason).containsExactly(Reason.EPOCH_CLOSED);
        assertThat(gate.drained(Epoch.of(now))).isCompleted();
    }

    @Test
    void aFailingLogPromisesNothing() {
        refuse(aPlay(), ANN);
        log.failWith(new IllegalStateException("no leader"));
        CompletableFuture<Answer.Taken> answer = recovery.again(List.of(new Place(0, 0)), false);

        assertThatThrownBy(answer::join).hasMessageContaining("no leader");
        assertThat(gate.isDoubtful(Epoch.of(now))).isTrue();
        assertThat(gate.drained(Epoch.of(now))).isCompleted();
    }

    private Answer.Taken again() {
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < refused.size(); i++) {
            all.add(new Place(0, i));
        }
        return recovery.again(all, false).join();
    }

    private void refuse(Sample event, Sender sender) {
        refuse(event.json(), "live", sender);
    }

    private void refuse(String raw, String door, Sender sender) {
        refused.add(new Refused(
                new RejectedEvent(
                        ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8)),
                        "OUT_OF_RANGE",
                        "by an older rule",
                        NOON,
                        door,
                        Wire.SCHEMA_VERSION),
                sender));
    }
}

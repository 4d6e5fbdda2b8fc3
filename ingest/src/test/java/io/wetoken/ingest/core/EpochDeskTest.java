package io.wetoken.ingest.core;

import static io.wetoken.ingest.core.Sample.NOON;
import static io.wetoken.ingest.core.Sample.aPlay;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochDeskTest {
    private static final Epoch DAY = Epoch.of(NOON);

    private final AtomicLong time = new AtomicLong(NOON);
    private final InstantSource clock = () -> Instant.ofEpochMilli(time.get());
    private final EpochGate gate = new EpochGate(clock);
    private final MemoryLog log = new MemoryLog(gate);
    private final EpochDesk desk = new EpochDesk(gate, log, log, clock, Duration.ofSeconds(5));

    @Test
    void aDayThatIsNotOverIsNotSealed() {
        time.set(DAY.end() - 1);
        assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.EPOCH_NOT_OVER);
        assertThat(log.marks()).isEmpty();

        time.set(DAY.end());
        assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
        assertThat(gate.mark(DAY)).contains(Mark.SEALED);
    }

    @Test
    void anUnfinishedReplayPreventsTheSeal() {
        time.set(DAY.end());
        gate.apply(DAY, Mark.RECORDING);
        assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.EPOCH_RECORDING);

        assertThat(desk.complete(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
        assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
    }

    @Test
    void everyRequestMayBeRepeated() {
        time.set(DAY.end());
        for (int i = 0; i < 3; i++) {
            assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
            assertThat(desk.complete(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
        }
        assertThat(log.marks()).containsExactly(DAY + " SEALED");
    }

    @Test
    void theSealWaitsForWhatIsUnderWay() {
        EpochGate.Ticket ticket = gate.enter();
        time.set(DAY.end());

        CompletableFuture<EpochDesk.Ruling> seal = desk.seal(DAY);

        assertThat(seal).isNotDone();
        assertThat(gate.mark(DAY)).contains(Mark.SEALED);
        gate.leave(ticket, true);
        assertThat(seal).isCompletedWithValue(EpochDesk.Ruling.DONE);
        assertThat(log.timesSettled()).isZero();
    }

    @Test
    void afterADoubtTheSealWaitsUntilTheLogHasSettled() {
        gate.leave(gate.enter(), false);
        time.set(DAY.end());

        assertThat(desk.seal(DAY).join()).isEqualTo(EpochDesk.Ruling.DONE);
        assertThat(log.timesSettled()).isEqualTo(1);
    }

    @Test
    void sealedIsForEver() {
        gate.apply(DAY, Mark.SEALED);
        assertThat(gate.apply(DAY, Mark.RECORDING)).isEqualTo(Mark.SEALED);
        assertThat(gate.apply(DAY, Mark.COMPLETE)).isEqualTo(Mark.SEALED);
    }

    /** Senders hammer both doors while the day ends and is sealed: after the seal has answered, the log holds nothing more of the day. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingOfTheDayIsAcceptedAfterTheSealHasAnswered(long seed) throws InterruptedException {
        time.set(DAY.end() - 5);
        gate.apply(DAY, Mark.COMPLETE);
        Random random = new Random(seed);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Appended> appended = new ArrayList<>();
        AtomicBoolean answered = new AtomicBoolean();
        AtomicInteger inDay = new AtomicInteger();
        EventLog slow = new SlowLog(pool, random, appended, answered, inDay);
        Intake intake = new Intake(Limits.DEFAULT, gate, slow, log, clock, pool, Duration.ofSeconds(20));
        EpochDesk slowDesk = new EpochDesk(gate, slow, log, clock, Duration.ofSeconds(20));
        Body live =
                body("[" + aPlay().raw("at", DAY.end()).raw("sent", DAY.end()).json() + "]", false);
        Body recorded = body(aPlay().received(DAY.end() - 1).json(), true);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        int sealAt = 100 + random.nextInt(200);
        CompletableFuture<EpochDesk.Ruling> seal = null;
        for (int i = 0; i < 600; i++) {
            answers.add(intake.take(Door.LIVE, live, Sender.UNKNOWN, Quota.UNLIMITED));
            if (i % 50 == 7 && i < sealAt) {
                answers.add(intake.take(Door.RECORDED, recorded, Sender.UNKNOWN, Quota.UNLIMITED));
            }
            if (i == sealAt) {
                time.set(DAY.end());
                gate.apply(DAY, Mark.COMPLETE);
                seal = sealed(slowDesk).whenComplete((ruling, failure) -> answered.set(true));
            }
            if (i > sealAt && i % 10 == 0) {
                answers.add(intake.take(Door.RECORDED, recorded, Sender.UNKNOWN, Quota.UNLIMITED));
            }
        }
        assertThat(seal.join()).as("seed %d", seed).isEqualTo(EpochDesk.Ruling.DONE);
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).join();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        synchronized (appended) {
            assertThat(appended).as("seed %d", seed).noneMatch(Appended::late);
            assertThat(inDay.get()).as("seed %d", seed).isPositive();
        }
    }

    /** A recorded batch may set the day back to RECORDING in between; then the replay declares it complete again. */
    private CompletableFuture<EpochDesk.Ruling> sealed(EpochDesk slowDesk) {
        return slowDesk.seal(DAY).thenCompose(ruling -> {
            if (ruling != EpochDesk.Ruling.EPOCH_RECORDING) {
                return CompletableFuture.completedFuture(ruling);
            }
            return slowDesk.complete(DAY).thenCompose(done -> sealed(slowDesk));
        });
    }

    private static Body body(String text, boolean lines) {
        return new Body(text.getBytes(StandardCharsets.UTF_8), true, "identity", lines ? Body.LINES : Body.JSON);
    }

    private record Appended(long received, boolean late) {}

    /** Answers from other threads, after a random moment. */
    private record SlowLog(
            ExecutorService pool, Random random, List<Appended> appended, AtomicBoolean answered, AtomicInteger inDay)
            implements EventLog {
        @Override
        public CompletableFuture<Void> append(
                List<io.wetoken.behaviour.avro.BehaviourEvent> accepted,
                List<io.wetoken.behaviour.avro.RejectedEvent> rejected,
                Sender sender) {
            long nanos;
            synchronized (random) {
                nanos = random.nextInt(3_000_000);
            }
            return CompletableFuture.runAsync(
                    () -> accepted.forEach(event -> {
                        boolean ofDay = Epoch.of(event.getReceived()).equals(DAY);
                        if (ofDay) {
                            inDay.incrementAndGet();
                        }
                        synchronized (appended) {
                            appended.add(new Appended(event.getReceived(), ofDay && answered.get()));
                        }
                    }),
                    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, pool));
        }

        @Override
        public CompletableFuture<Void> settled() {
            return CompletableFuture.completedFuture(null);
        }
    }
}

package io.wetoken.flink.stream;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Events that keep coming until it is ended: a few thousand a second, of a day a second of which passes with each; every fortieth comes twice. */
final class SteadyLoad {
    static final Epoch DAY = Epoch.parse("2026-01-05");

    private static final int EVERY_MS = 100;
    private static final int EVERY_NTH_IS_SENT_TWICE = 40;
    private static final int PEOPLE = 2_000;
    private static final int CONTENTS = 50;
    private static final int MOST = 80_000;

    private final Broker broker;
    private final int batch;
    private final Random random;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> sending;
    private final Set<String> accepted = new HashSet<>();
    private final AtomicInteger records = new AtomicInteger();

    SteadyLoad(Broker broker, int eventsASecond, long seed) {
        this.broker = broker;
        this.batch = eventsASecond * EVERY_MS / 1_000;
        this.random = new Random(seed);
        this.sending = sender.scheduleAtFixedRate(this::send, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        List<BehaviourEvent> events = new ArrayList<>();
        for (int i = 0; i < batch && records.get() + events.size() < MOST; i++) {
            int number = records.get() + events.size();
            BehaviourEvent event = event(number);
            events.add(event);
            accepted.add(event.getId());
            if (number % EVERY_NTH_IS_SENT_TWICE == 0) {
                events.add(event);
            }
        }
        try {
            broker.send(events);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot send", e);
        }
        records.addAndGet(events.size());
    }

    /** Records that were acknowledged so far, copies included. */
    int records() {
        return records.get();
    }

    /** Waits until as many more records are acknowledged. */
    void more(int count) {
        int target = records.get() + count;
        Awaitility.await("more load").until(() -> sending.isDone() || records.get() >= target);
    }

    /** Ends it. @return all ids */
    Set<String> end() throws Exception {
        sender.shutdown();
        if (!sender.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The load does not end");
        }
        try {
            if (!sending.isCancelled()) {
                sending.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load failed after " + records.get() + " records", e);
        }
        return accepted;
    }

    private BehaviourEvent event(int number) {
        int content = random.nextInt(CONTENTS);
        EventKind kind = number < CONTENTS
                ? EventKind.RELEASE
                : number % 3 == 0 ? EventKind.LIKE : number % 7 == 0 ? EventKind.COMMENT : EventKind.PLAY;
        boolean release = kind == EventKind.RELEASE;
        String actor = release ? "creator-" + number : "person-" + number % PEOPLE;
        long received = DAY.start() + number * 1_000L;
        return BehaviourEvent.newBuilder()
                .setId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setKind(kind)
                .setActor(actor)
                .setDevice("phone-of-" + actor)
                .setSession("s")
                .setAt(received)
                .setSent(received)
                .setReceived(received)
                .setContent("clip-" + (release ? number : content))
                .setText(kind == EventKind.COMMENT ? "so true" : null)
                .setWatchMs(kind == EventKind.PLAY ? 12_000L : null)
                .setLengthMs(kind == EventKind.PLAY || release ? 15_000L : null)
                .build();
    }
}

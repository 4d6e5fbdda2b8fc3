package io.wetoken.behaviour;

import static io.wetoken.behaviour.AnEvent.MIDNIGHT;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A seeded day of a small and careless community: shared devices, overlaps, suspects, own content, late events, missing fields. */
public final class RandomEvents {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private RandomEvents() {}

    public static List<JudgedEvent> day(Random random, int count, int accounts, int devices) {
        return Stream.generate(() -> one(random, accounts, devices))
                .limit(count)
                .toList();
    }

    private static JudgedEvent one(Random random, int accounts, int devices) {
        EventKind[] kinds = EventKind.values();
        EventKind kind = random.nextInt(3) == 0 ? EventKind.PLAY : kinds[random.nextInt(kinds.length)];
        AnEvent event = AnEvent.a(kind)
                .by("account-" + random.nextInt(accounts))
                .on("device-" + random.nextInt(devices))
                .at(MIDNIGHT + random.nextLong(DAY_MS))
                .about("content-" + random.nextInt(20))
                .trusted(random.nextInt(1_000_001));
        if (random.nextInt(10) > 0) {
            event.of("account-" + random.nextInt(accounts));
        }
        if (random.nextInt(4) == 0) {
            event.sentLater(Duration.ofMillis(random.nextLong(DAY_MS)));
        }
        if (random.nextInt(10) > 0) {
            event.lasting(Duration.ofMillis(random.nextInt(100_000)));
        }
        if (random.nextInt(10) > 0) {
            event.ofLength(Duration.ofMillis(random.nextInt(100_000)));
        }
        if (random.nextBoolean()) {
            event.naming("0x" + random.nextInt(100));
        }
        if (random.nextInt(8) == 0) {
            event.suspected();
        }
        return event.judged();
    }
}

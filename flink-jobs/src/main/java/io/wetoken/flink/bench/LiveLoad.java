package io.wetoken.flink.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Events that happen now: those of {@link MadeUpDay}, and among every so many a probe, which is the first play of a content, by an account and of a creator that
 * nobody knows, so that its effect is seen in rows of its own. Same arguments, same events but for the times.
 */
final class LiveLoad {
    /** No session acts twice within a play, or the guard would suspect it. */
    private static final long WATCH_MS = 1_500;

    private final String name;
    private final int probeEvery;
    private final MadeUpDay day;
    private final SplittableRandom random;
    private long made;
    private long probes;

    static {
        AvroTrust.records(); // Builders copy, and copying loads the classes that the schema names.
    }

    /** @param name tells the probes and ids of one phase from another's */
    LiveLoad(String name, long events, int probeEvery) {
        this.name = name;
        this.probeEvery = probeEvery;
        this.day = new MadeUpDay(MadeUpDay.DAY, events, 100_000);
        this.random = new SplittableRandom(name.hashCode());
    }

    /** @param probe null for what only adds load */
    record Made(BehaviourEvent event, Probe probe) {}

    /** Whose rows tell that an event has had its effect. */
    record Probe(ContentId content, AccountId creator) {
        Subject contentSubject() {
            return new Subject(Dimension.CONTENT, content.value());
        }

        Subject creatorSubject() {
            return new Subject(Dimension.CREATOR, creator.value());
        }
    }

    Made next(long now) {
        if (made++ % probeEvery == 0) {
            return probe(now);
        }
        BehaviourEvent.Builder event =
                BehaviourEvent.newBuilder(day.next()).setAt(now).setSent(now).setReceived(now);
        event.setId(event.getId().replaceFirst("^.{8}", String.format("%08x", name.hashCode())));
        if (event.getWatchMs() != null) {
            event.setWatchMs(Math.min(event.getWatchMs(), WATCH_MS));
        }
        return new Made(event.build(), null);
    }

    private Made probe(long now) {
        String number = name + "-" + probes++;
        Probe probe = new Probe(new ContentId("probed-" + number), new AccountId("maker-" + number));
        BehaviourEvent event = BehaviourEvent.newBuilder()
                .setId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setKind(EventKind.PLAY)
                .setActor("probe-" + number)
                .setDevice("phone-of-probe-" + number)
                .setSession("s")
                .setAt(now)
                .setSent(now)
                .setReceived(now)
                .setIpHash(String.format("%032x", number.hashCode()))
                .setContent(probe.content().value())
                .setOwner(probe.creator().value())
                .setApp("bench")
                .setWatchMs(12_000L)
                .setLengthMs(15_000L)
                .build();
        return new Made(event, probe);
    }
}

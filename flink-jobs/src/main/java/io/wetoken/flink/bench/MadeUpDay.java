package io.wetoken.flink.bench;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Records of one day, by {@code received}: people in sessions of 8 to 20 acts, a release in every hundred, a copy of an earlier record in every hundred. Who
 * comes is drawn evenly from all accounts; what they look at is mostly new and often the same. Same arguments, same records; other days have other ids and
 * the same accounts and contents.
 */
final class MadeUpDay {
    /** The first of several. */
    static final Epoch DAY = Epoch.parse("2026-01-05");

    private static final int EVERY = 100;
    private static final int MOST_SESSIONS = 2_000;
    private static final int LENGTH_MS = 60_000;

    private final Epoch day;
    private final SplittableRandom random;
    private final long records;
    private final int accounts;
    private final Session[] sessions;
    private BehaviourEvent last;
    private long made;
    private long copies;
    private int contents;

    MadeUpDay(Epoch day, long records, int accounts) {
        this.day = day;
        this.random = new SplittableRandom(1 + day.day() - DAY.day());
        this.records = records;
        this.accounts = accounts;
        this.sessions = new Session[(int) Math.max(1, Math.min(MOST_SESSIONS, records / 20))];
    }

    private static final class Session {
        private final String actor;
        private final String id;
        private int left;

        Session(String actor, String id, int left) {
            this.actor = actor;
            this.id = id;
            this.left = left;
        }
    }

    boolean hasNext() {
        return made < records;
    }

    /** How many of the records so far are copies. */
    long copies() {
        return copies;
    }

    BehaviourEvent next() {
        long received = day.start() + made * (86_000_000L / records) + 100;
        long place = made++ % EVERY;
        if (place == 0) {
            last = release(received);
        } else if (place == EVERY - 1) {
            copies++;
            last = BehaviourEvent.newBuilder(last).setReceived(received).build();
        } else {
            last = act(received);
        }
        return last;
    }

    private BehaviourEvent release(long received) {
        String content = "clip-" + contents;
        String creator = "creator-" + contents % Math.max(1, accounts / 1_000);
        contents++;
        return event(EventKind.RELEASE, creator, "studio", received)
                .setContent(content)
                .setOwner(creator)
                .setLengthMs((long) LENGTH_MS)
                .build();
    }

    private BehaviourEvent act(long received) {
        int slot = (int) (made % sessions.length);
        Session session = sessions[slot];
        if (session == null || session.left == 0) {
            session = new Session(
                    "account-" + random.nextInt(accounts),
                    "s-" + Long.toHexString(random.nextLong()),
                    8 + random.nextInt(13));
            sessions[slot] = session;
            session.left--;
            return event(EventKind.OPEN, session.actor, session.id, received).build();
        }
        session.left--;
        EventKind kind = kind();
        BehaviourEvent.Builder event = event(kind, session.actor, session.id, received);
        if (kind == EventKind.HEARTBEAT) {
            return event.build();
        }
        int content = content();
        event.setContent("clip-" + content).setOwner("creator-" + content % Math.max(1, accounts / 1_000));
        if (kind == EventKind.PLAY || kind == EventKind.SKIP) {
            event.setWatchMs(kind == EventKind.SKIP ? 900L : 1_000L + random.nextInt(LENGTH_MS / 2))
                    .setLengthMs((long) LENGTH_MS);
        } else if (kind == EventKind.IMPRESSION) {
            event.setRequest("r-" + session.id).setPosition(random.nextInt(20));
        } else if (kind == EventKind.COMMENT) {
            event.setText("More of this, please");
        }
        return event.build();
    }

    private BehaviourEvent.Builder event(EventKind kind, String actor, String session, long received) {
        return BehaviourEvent.newBuilder()
                .setId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setKind(kind)
                .setActor(actor)
                .setDevice("phone-of-" + actor)
                .setSession(session)
                .setAt(received - 90)
                .setSent(received - 40)
                .setReceived(received)
                .setIpHash(String.format("%032x", Math.floorMod(actor.hashCode(), Math.max(1, accounts / 3))));
    }

    private EventKind kind() {
        int drawn = random.nextInt(100);
        if (drawn < 40) {
            return EventKind.PLAY;
        }
        if (drawn < 66) {
            return EventKind.IMPRESSION;
        }
        if (drawn < 78) {
            return EventKind.SKIP;
        }
        if (drawn < 87) {
            return EventKind.HEARTBEAT;
        }
        if (drawn < 95) {
            return EventKind.LIKE;
        }
        return drawn < 97 ? EventKind.COMMENT : drawn < 99 ? EventKind.SHARE : EventKind.FOLLOW;
    }

    /** Of those released so far, the cube of a draw back from the newest. */
    private int content() {
        double drawn = random.nextDouble();
        return contents - 1 - (int) (contents * drawn * drawn * drawn);
    }
}

package io.wetoken.flink.guard;

import io.wetoken.behaviour.AvroTrust;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.time.Duration;
import java.util.UUID;

/** Events for the guard's tests: {@code aPlay().by("ann").on("phone").lasting(seconds(8)).endingAt(NOON)}. A change makes a new one. */
public final class AnEvent {
    static {
        AvroTrust.records(); // Builders copy, and copying loads the classes that the schema names.
    }

    /** 2026-11-21, 00:00 UTC. */
    public static final long MIDNIGHT = Epoch.parse("2026-11-21").start();

    public static final long NOON = MIDNIGHT + Duration.ofHours(12).toMillis();
    public static final long MINUTE = Duration.ofMinutes(1).toMillis();
    public static final long HOUR = Duration.ofHours(1).toMillis();
    public static final long DAY = Duration.ofDays(1).toMillis();

    private final BehaviourEvent event;

    private AnEvent(BehaviourEvent event) {
        this.event = event;
    }

    public static AnEvent a(EventKind kind) {
        BehaviourEvent event = BehaviourEvent.newBuilder()
                .setId("00000000-0000-4000-8000-000000000001")
                .setKind(kind)
                .setActor("ann")
                .setDevice("phone")
                .setSession("s")
                .setAt(NOON)
                .setSent(NOON)
                .setReceived(NOON)
                .build();
        return new AnEvent(event);
    }

    public static AnEvent aPlay() {
        return a(EventKind.PLAY).about("video").lasting(10_000);
    }

    public static AnEvent aLike() {
        return a(EventKind.LIKE).about("video");
    }

    public static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toMillis();
    }

    public AnEvent id(String id) {
        BehaviourEvent changed = copy();
        changed.setId(id);
        return new AnEvent(changed);
    }

    /** With an id that only this number gives. */
    public AnEvent numbered(long number) {
        return id(new UUID(0x4000, 0x8000_0000_0000_0000L | number).toString());
    }

    public AnEvent by(String actor) {
        BehaviourEvent changed = copy();
        changed.setActor(actor);
        return new AnEvent(changed);
    }

    public AnEvent on(String device) {
        BehaviourEvent changed = copy();
        changed.setDevice(device);
        return new AnEvent(changed);
    }

    public AnEvent from(String ipHash) {
        BehaviourEvent changed = copy();
        changed.setIpHash(ipHash);
        return new AnEvent(changed);
    }

    public AnEvent in(String session) {
        BehaviourEvent changed = copy();
        changed.setSession(session);
        return new AnEvent(changed);
    }

    public AnEvent about(String content) {
        BehaviourEvent changed = copy();
        changed.setContent(content);
        return new AnEvent(changed);
    }

    public AnEvent inRoom(String room) {
        BehaviourEvent changed = copy();
        changed.setContent(null);
        changed.setRoom(room);
        return new AnEvent(changed);
    }

    public AnEvent of(String owner) {
        BehaviourEvent changed = copy();
        changed.setOwner(owner);
        return new AnEvent(changed);
    }

    /** As a feed served it: what it is about stays. */
    public AnEvent served(String request, int position, String token) {
        BehaviourEvent changed = copy();
        changed.setRequest(request);
        changed.setPosition(position);
        changed.setToken(token);
        return new AnEvent(changed);
    }

    /** Through a third party's app. */
    public AnEvent through(String app) {
        BehaviourEvent changed = copy();
        changed.setApp(app);
        return new AnEvent(changed);
    }

    public AnEvent saying(String text) {
        BehaviourEvent changed = copy();
        changed.setText(text);
        return new AnEvent(changed);
    }

    public AnEvent lasting(long watchMs) {
        BehaviourEvent changed = copy();
        changed.setWatchMs(watchMs);
        return new AnEvent(changed);
    }

    public AnEvent ofLength(long lengthMs) {
        BehaviourEvent changed = copy();
        changed.setLengthMs(lengthMs);
        return new AnEvent(changed);
    }

    /** Happened, sent and received at once; a watch ends then. */
    public AnEvent at(long time) {
        BehaviourEvent changed = copy();
        changed.setAt(time);
        changed.setSent(time);
        changed.setReceived(time);
        return new AnEvent(changed);
    }

    /** Happened then, but was kept on the device, whose clock is wrong by an hour, until it was received. */
    public AnEvent doneAt(long trueTime, long received) {
        BehaviourEvent changed = copy();
        changed.setAt(trueTime - HOUR);
        changed.setSent(received - HOUR);
        changed.setReceived(received);
        return new AnEvent(changed);
    }

    public BehaviourEvent event() {
        return copy();
    }

    public Candidate candidate() {
        return Candidate.of(event());
    }

    private BehaviourEvent copy() {
        return BehaviourEvent.newBuilder(event).build();
    }
}

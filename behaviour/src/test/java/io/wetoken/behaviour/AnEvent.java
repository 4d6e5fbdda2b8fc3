package io.wetoken.behaviour;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import java.time.Duration;
import java.util.List;

/** Events for tests, that read as sentences: {@code aPlay().by("ann").of("bob").at(NOON).lasting(ofSeconds(8)).judged()}. */
public final class AnEvent {
    /** 2026-11-21, 00:00 UTC. */
    public static final long MIDNIGHT = Epoch.parse("2026-11-21").start();

    public static final long NOON = MIDNIGHT + Duration.ofHours(12).toMillis();

    private final BehaviourEvent.Builder event = BehaviourEvent.newBuilder();
    private int trustPpm = 1_000_000;
    private Verdict verdict = Verdict.VALID;

    private AnEvent(EventKind kind) {
        event.setId("00000000-0000-0000-0000-000000000001")
                .setKind(kind)
                .setActor("ann")
                .setDevice("phone")
                .setSession("s");
        at(NOON);
    }

    public static AnEvent a(EventKind kind) {
        return new AnEvent(kind);
    }

    public static AnEvent aPlay() {
        return new AnEvent(EventKind.PLAY);
    }

    public static AnEvent aLike() {
        return new AnEvent(EventKind.LIKE);
    }

    public static AnEvent aRelease() {
        return new AnEvent(EventKind.RELEASE);
    }

    public AnEvent by(String actor) {
        event.setActor(actor);
        return this;
    }

    public AnEvent on(String device) {
        event.setDevice(device);
        return this;
    }

    public AnEvent of(String owner) {
        event.setOwner(owner);
        return this;
    }

    public AnEvent about(String content) {
        event.setContent(content);
        return this;
    }

    /** True time; also when it was sent and received. */
    public AnEvent at(long time) {
        event.setAt(time).setSent(time).setReceived(time);
        return this;
    }

    /** Sent so long after it happened, by a device whose clock is wrong. */
    public AnEvent sentLater(Duration later) {
        event.setAt(17).setSent(17 + later.toMillis());
        return this;
    }

    public AnEvent lasting(Duration watched) {
        event.setWatchMs(watched.toMillis());
        return this;
    }

    public AnEvent ofLength(Duration length) {
        event.setLengthMs(length.toMillis());
        return this;
    }

    /** From a place of a page. */
    public AnEvent shownBy(String request, int position) {
        event.setRequest(request).setPosition(position);
        return this;
    }

    public AnEvent naming(String tx) {
        event.setTx(tx);
        return this;
    }

    /** Over a share link. */
    public AnEvent over(String link) {
        event.setLink(link);
        return this;
    }

    public AnEvent trusted(int ppm) {
        trustPpm = ppm;
        return this;
    }

    public AnEvent suspected() {
        verdict = Verdict.SUSPECT;
        return this;
    }

    public BehaviourEvent accepted() {
        return event.build();
    }

    public JudgedEvent judged() {
        BehaviourEvent accepted = event.build();
        return JudgedEvent.newBuilder()
                .setEvent(accepted)
                .setVerdict(verdict)
                .setReasons(verdict == Verdict.VALID ? List.of() : List.of("TEST"))
                .setTrustPpm(trustPpm)
                .setEpoch(Epoch.of(accepted.getReceived()).toString())
                .build();
    }
}

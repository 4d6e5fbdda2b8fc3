package io.wetoken.flink.live.core;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.store.Profiles.Interaction;
import java.util.Optional;

/** What an event tells of its account's taste. */
public final class Tastes {
    private Tastes() {}

    /** Empty when it tells nothing, or nothing of a content that has an owner. */
    public static Optional<Interaction> act(BehaviourEvent event) {
        return event.getContent() == null || event.getOwner() == null || !tells(event)
                ? Optional.empty()
                : Optional.of(new Interaction(
                        new ContentId(event.getContent()),
                        new AccountId(event.getOwner()),
                        event.getKind().name(),
                        TrueTime.of(event)));
    }

    /** The content that was before the account's eyes; empty for none. */
    public static Optional<ContentId> seen(BehaviourEvent event) {
        return event.getContent() == null || !shows(event)
                ? Optional.empty()
                : Optional.of(new ContentId(event.getContent()));
    }

    private static boolean shows(BehaviourEvent event) {
        return switch (event.getKind()) {
            case IMPRESSION, PLAY, SKIP -> true;
            default -> false;
        };
    }

    private static boolean tells(BehaviourEvent event) {
        return switch (event.getKind()) {
            case PLAY, SKIP, LIKE, COMMENT, SHARE, FOLLOW, LIVE_PLAY, GIFT, TIP, PURCHASE, REPORT -> true;
            case OPEN, HEARTBEAT, IMPRESSION, RELEASE, LIVE_START, LIVE_STOP -> false;
        };
    }
}

package io.wetoken.ingest.core;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import java.util.Locale;
import java.util.Optional;

/** One element to an accepted event or a fault: the rules, then the types. */
final class Judge {
    private final Limits limits;

    Judge(Limits limits) {
        this.limits = limits;
    }

    /** What became of one element. */
    sealed interface Outcome permits Accepted, Rejected {}

    record Accepted(Element element, BehaviourEvent event) implements Outcome {}

    record Rejected(Element element, Fault fault) implements Outcome {}

    /**
     * @param now ms by the collector's clock; at the live door it becomes {@code received}
     * @param sender whose address the live door stamps
     */
    Outcome judge(Element element, Door door, long now, Sender sender) {
        if (element.unreadable() != null) {
            return new Rejected(element, element.unreadable());
        }
        Draft draft = element.draft();
        Long recorded = draft.number(Field.RECEIVED);
        long received = recorded == null ? now : recorded;
        Optional<Fault> fault =
                Rules.firstFault(draft, new Rules.Context(limits, door, now, received, sender.speaker()));
        return fault.isPresent()
                ? new Rejected(element, fault.get())
                : new Accepted(
                        element,
                        event(draft, received, door == Door.LIVE ? sender.ipHash() : draft.text(Field.IP_HASH)));
    }

    private static BehaviourEvent event(Draft draft, long received, String ipHash) {
        BehaviourEvent event = new BehaviourEvent();
        event.setId(draft.text(Field.ID).toLowerCase(Locale.ROOT));
        event.setKind(EventKind.valueOf(draft.text(Field.KIND)));
        event.setActor(draft.text(Field.ACTOR));
        event.setDevice(draft.text(Field.DEVICE));
        event.setSession(draft.text(Field.SESSION));
        event.setAt(draft.number(Field.AT));
        event.setSent(draft.number(Field.SENT));
        event.setReceived(received);
        event.setIpHash(ipHash);
        event.setContent(draft.text(Field.CONTENT));
        event.setRoom(draft.text(Field.ROOM));
        event.setOwner(draft.text(Field.OWNER));
        event.setWatchMs(draft.number(Field.WATCH_MS));
        event.setLengthMs(draft.number(Field.LENGTH_MS));
        event.setRequest(draft.text(Field.REQUEST));
        event.setToken(draft.text(Field.TOKEN));
        event.setPosition(draft.has(Field.POSITION) ? Math.toIntExact(draft.number(Field.POSITION)) : null);
        event.setReferrer(draft.text(Field.REFERRER));
        event.setApp(draft.text(Field.APP));
        event.setAmount(draft.text(Field.AMOUNT));
        event.setTx(draft.has(Field.TX) ? draft.text(Field.TX).toLowerCase(Locale.ROOT) : null);
        event.setText(draft.text(Field.TEXT));
        event.setLink(draft.text(Field.LINK));
        return event;
    }
}

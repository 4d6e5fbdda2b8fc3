package io.wetoken.ingest.core;

import io.wetoken.behaviour.avro.EventKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an event must satisfy, in the order in which it is looked at: the first fault found is the one reported. */
final class Rules {
    static final List<Rule> ALL = List.of(
            Rules::ownedBySender,
            Rules::knownKind,
            Rules::readable,
            Rules::identified,
            Rules::timed,
            Rules::saysWhatItWasAbout,
            Rules::numbersInRange,
            Rules::watchingIsMeasured,
            Rules::transferIsNamed,
            Rules::notAfterItsReceipt,
            Rules::notLongBeforeItsReceipt,
            Rules::plausibleClock);

    /** One of them. */
    @FunctionalInterface
    interface Rule {
        Optional<Fault> check(Draft event, Context context);
    }

    /**
     * What the rules know beside the event.
     *
     * @param now ms by the collector's clock
     * @param received what the event will carry
     * @param speaker whom the sender has proved to speak for; null where nobody had to
     */
    record Context(Limits limits, Door door, long now, long received, Speaker speaker) {}

    private static final Set<EventKind> CONTENT_KINDS = EnumSet.of(
            EventKind.IMPRESSION,
            EventKind.PLAY,
            EventKind.SKIP,
            EventKind.LIKE,
            EventKind.COMMENT,
            EventKind.SHARE,
            EventKind.RELEASE);
    private static final Set<EventKind> LIVE_KINDS =
            EnumSet.of(EventKind.LIVE_START, EventKind.LIVE_PLAY, EventKind.LIVE_STOP);
    private static final Set<EventKind> WATCHED_KINDS = EnumSet.of(EventKind.PLAY, EventKind.LIVE_PLAY);
    private static final Set<EventKind> TRANSFER_KINDS = EnumSet.of(EventKind.GIFT, EventKind.TIP, EventKind.PURCHASE);
    /** Kinds about a person, a content or a room, whichever the client knows. */
    private static final Set<EventKind> POINTING_KINDS = EnumSet.of(EventKind.FOLLOW, EventKind.REPORT);

    /** 8, 4, 4, 4 and 12 hex digits; with {@link #isUuid}, for as a pattern it took a tenth of what an event takes in all. */
    private static final String UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private static final List<Field> IDENTITY = List.of(Field.ID, Field.ACTOR, Field.DEVICE, Field.SESSION);
    private static final Pattern AMOUNT_FORM = Pattern.compile("0|[1-9][0-9]{0,77}");
    private static final Pattern TX_FORM = Pattern.compile("0x[0-9a-fA-F]{64}");
    /** The last millisecond of the year 9999: beyond it, dates have no common text form. */
    private static final long LAST_TIME = 253_402_300_799_999L;

    private Rules() {}

    static Optional<Fault> firstFault(Draft event, Context context) {
        for (Rule rule : ALL) {
            Optional<Fault> fault = rule.check(event, context);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Before all others: whatever else was wrong with it and is right by later rules, it stays the sender's or nobody's. */
    private static Optional<Fault> ownedBySender(Draft event, Context context) {
        Speaker speaker = context.speaker();
        if (speaker == null) {
            return Optional.empty();
        }
        return foreign(Field.ACTOR, event, speaker.actor()).or(() -> foreign(Field.DEVICE, event, speaker.device()));
    }

    private static Optional<Fault> foreign(Field field, Draft event, String own) {
        String named = event.text(field);
        return named == null || named.equals(own)
                ? Optional.empty()
                : fault(
                        Reason.NOT_YOURS,
                        field.wireName() + " is " + Fault.shown(named) + ", the token speaks for " + Fault.shown(own));
    }

    /** Before the fields are read, for a newer kind may use them in its own way. */
    private static Optional<Fault> knownKind(Draft event, Context context) {
        if (event.fault(Field.KIND).isPresent()) {
            return event.fault(Field.KIND);
        }
        String kind = event.text(Field.KIND);
        if (kind == null) {
            return missing(Field.KIND, "every event");
        }
        for (EventKind known : EventKind.values()) {
            if (known.name().equals(kind)) {
                return Optional.empty();
            }
        }
        return fault(Reason.UNKNOWN_KIND, "kind is " + Fault.shown(kind));
    }

    private static Optional<Fault> readable(Draft event, Context context) {
        return event.fault();
    }

    private static Optional<Fault> identified(Draft event, Context context) {
        for (Field field : IDENTITY) {
            if (!event.has(field)) {
                return missing(field, "every event");
            }
        }
        String id = event.text(Field.ID);
        return isUuid(id) ? Optional.empty() : fault(Reason.BAD_ID, "id must be a UUID, is " + Fault.shown(id));
    }

    private static boolean isUuid(String id) {
        if (id.length() != UUID_FORM.length()) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean fits = UUID_FORM.charAt(i) == '-'
                    ? c == '-'
                    : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Fault> timed(Draft event, Context context) {
        List<Field> times = context.door() == Door.RECORDED
                ? List.of(Field.AT, Field.SENT, Field.RECEIVED)
                : List.of(Field.AT, Field.SENT);
        for (Field field : times) {
            if (!event.has(field)) {
                return missing(field, field == Field.RECEIVED ? "a recorded event" : "every event");
            }
            if (event.number(field) < 0 || event.number(field) > LAST_TIME) {
                return outOfRange(field, event, LAST_TIME);
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> saysWhatItWasAbout(Draft event, Context context) {
        EventKind kind = EventKind.valueOf(event.text(Field.KIND));
        if (CONTENT_KINDS.contains(kind) && !event.has(Field.CONTENT)) {
            return missing(Field.CONTENT, kind.name());
        }
        if (LIVE_KINDS.contains(kind) && !event.has(Field.ROOM)) {
            return missing(Field.ROOM, kind.name());
        }
        boolean pointless = !event.has(Field.OWNER) && !event.has(Field.CONTENT) && !event.has(Field.ROOM);
        return POINTING_KINDS.contains(kind) && pointless
                ? fault(Reason.MISSING_FIELD, "owner, content or room is needed for " + kind + ", all are absent")
                : Optional.empty();
    }

    private static Optional<Fault> numbersInRange(Draft event, Context context) {
        long maxWatch = context.limits().maxWatch().toMillis();
        return within(Field.WATCH_MS, event, maxWatch)
                .or(() -> within(Field.LENGTH_MS, event, maxWatch))
                .or(() -> within(Field.POSITION, event, context.limits().maxPosition()));
    }

    private static Optional<Fault> watchingIsMeasured(Draft event, Context context) {
        String kind = event.text(Field.KIND);
        if (WATCHED_KINDS.contains(EventKind.valueOf(kind))) {
            if (!event.has(Field.WATCH_MS)) {
                return missing(Field.WATCH_MS, kind);
            }
            if (!event.has(Field.LENGTH_MS)) {
                return missing(Field.LENGTH_MS, kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> transferIsNamed(Draft event, Context context) {
        String kind = event.text(Field.KIND);
        String amount = event.text(Field.AMOUNT);
        String tx = event.text(Field.TX);
        if (TRANSFER_KINDS.contains(EventKind.valueOf(kind)) && (amount == null || tx == null)) {
            return missing(amount == null ? Field.AMOUNT : Field.TX, kind);
        }
        if (amount != null && !AMOUNT_FORM.matcher(amount).matches()) {
            return fault(Reason.BAD_AMOUNT, "amount must be decimal text in base units, is " + Fault.shown(amount));
        }
        return tx == null || TX_FORM.matcher(tx).matches()
                ? Optional.empty()
                : fault(Reason.BAD_TX, "tx must be 0x and 64 hex digits, is " + Fault.shown(tx));
    }

    /** True time = received − (sent − at), so what lies after its receipt is what was sent before it happened. */
    private static Optional<Fault> notAfterItsReceipt(Draft event, Context context) {
        long tolerance = context.limits().futureTolerance().toMillis();
        long ahead = event.number(Field.AT) - event.number(Field.SENT);
        if (ahead > tolerance) {
            return fault(
                    Reason.FUTURE_TIME,
                    "at " + event.number(Field.AT) + " is " + ahead + " ms after sent " + event.number(Field.SENT)
                            + ", tolerance " + tolerance);
        }
        long early = context.received() - context.now();
        return early > tolerance
                ? fault(
                        Reason.FUTURE_TIME,
                        "received " + context.received() + " is " + early + " ms in the future, tolerance " + tolerance)
                : Optional.empty();
    }

    private static Optional<Fault> notLongBeforeItsReceipt(Draft event, Context context) {
        return tooLongAgo(event.number(Field.AT), event.number(Field.SENT), context.limits());
    }

    static Optional<Fault> tooLongAgo(long at, long sent, Limits limits) {
        long age = sent - at;
        long most = limits.maxAge().toMillis();
        return age > most
                ? fault(
                        Reason.ANCIENT_TIME,
                        "at " + at + " is " + age + " ms before sent " + sent + ", at most " + most)
                : Optional.empty();
    }

    private static Optional<Fault> plausibleClock(Draft event, Context context) {
        long skew = event.number(Field.SENT) - context.received();
        long most = context.limits().maxClockSkew().toMillis();
        return Math.abs(skew) > most
                ? fault(
                        skew > 0 ? Reason.FUTURE_TIME : Reason.ANCIENT_TIME,
                        "sent " + event.number(Field.SENT) + " is " + skew + " ms from received " + context.received()
                                + ", at most " + most)
                : Optional.empty();
    }

    private static Optional<Fault> within(Field field, Draft event, long most) {
        return event.has(field) && (event.number(field) < 0 || event.number(field) > most)
                ? outOfRange(field, event, most)
                : Optional.empty();
    }

    private static Optional<Fault> outOfRange(Field field, Draft event, long most) {
        return fault(
                Reason.OUT_OF_RANGE, field.wireName() + " must be within 0.." + most + ", is " + event.number(field));
    }

    private static Optional<Fault> missing(Field field, String forWhat) {
        return fault(Reason.MISSING_FIELD, field.wireName() + " is needed for " + forWhat + ", is absent or empty");
    }

    private static Optional<Fault> fault(Reason reason, String detail) {
        return Optional.of(new Fault(reason, detail));
    }
}

package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.behaviour.signal.Presence;
import io.wetoken.behaviour.signal.Signals;
import java.nio.ByteBuffer;
import java.util.List;

/** Both signals of one account and day, folded together so that the archive is read once. */
public record AccountDay(Presence presence, Deeds deeds) {
    /** Of an account that others named, and that did nothing itself. */
    public static final AccountDay NONE = new AccountDay(Signals.PRESENCE.zero(), Signals.DEEDS.zero());

    /** @param paid whether it is the day that is paid; of earlier days only the presence is asked for */
    public static AccountDay of(JudgedEvent event, boolean paid) {
        return new AccountDay(
                Signals.PRESENCE.add(NONE.presence, event), paid ? Signals.DEEDS.add(NONE.deeds, event) : NONE.deeds);
    }

    /** The presence that an event would be if it were valid, whatever the verdict on it. */
    public static AccountDay unjudged(JudgedEvent event) {
        JudgedEvent valid =
                new JudgedEvent(event.getEvent(), Verdict.VALID, List.of(), event.getTrustPpm(), event.getEpoch());
        return new AccountDay(Signals.PRESENCE.add(NONE.presence, valid), NONE.deeds);
    }

    public AccountDay merge(AccountDay other) {
        return new AccountDay(
                Signals.PRESENCE.merge(presence, other.presence), Signals.DEEDS.merge(deeds, other.deeds));
    }

    public byte[] encode() {
        byte[] first = Signals.PRESENCE.encode(presence);
        byte[] second = Signals.DEEDS.encode(deeds);
        return ByteBuffer.allocate(Integer.BYTES + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} */
    public static AccountDay decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("An account's day has at least 4 bytes, not " + bytes.length);
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "Presence of " + length + " bytes in an account's day of " + bytes.length);
        }
        byte[] first = new byte[length];
        in.get(first);
        byte[] second = new byte[in.remaining()];
        in.get(second);
        return new AccountDay(Signals.PRESENCE.decode(first), Signals.DEEDS.decode(second));
    }
}

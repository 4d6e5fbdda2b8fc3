package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.DeviceId;
import java.util.Comparator;

/**
 * One stretch of watching.
 *
 * @param start ms since 1970, true time
 * @param end ms since 1970, true time, exclusive; after {@code start}
 * @param live whether it was a live room
 * @param owner of what was watched
 * @param trustPpm of the judgement
 */
public record Watch(long start, long end, boolean live, DeviceId device, AccountId owner, int trustPpm)
        implements Comparable<Watch> {
    private static final Comparator<Watch> ORDER = Comparator.comparingLong(Watch::start)
            .thenComparing(Comparator.comparingInt(Watch::trustPpm).reversed())
            .thenComparing(Comparator.comparingLong(Watch::end).reversed())
            .thenComparing(Watch::live)
            .thenComparing(Watch::device)
            .thenComparing(Watch::owner);

    public Watch {
        if (end <= start) {
            throw new IllegalArgumentException("Watching must end after it starts: " + start + ".." + end);
        }
    }

    /** What remains between two instants, both within it. */
    public Watch between(long from, long to) {
        return new Watch(from, to, live, device, owner, trustPpm);
    }

    /** By beginning; then the more trusted and the longer first. Total, consistent with equals. */
    @Override
    public int compareTo(Watch other) {
        return ORDER.compare(this, other);
    }

    public void write(ByteWriter out) {
        out.number(start)
                .number(end - start)
                .number(live ? 1 : 0)
                .text(device.value())
                .text(owner.value())
                .number(trustPpm);
    }

    /** @throws IllegalArgumentException when the bytes are not of that form */
    public static Watch read(ByteReader in) {
        long start = in.number();
        long length = in.number();
        return new Watch(
                start,
                start + length,
                in.number() != 0,
                new DeviceId(in.text()),
                new AccountId(in.text()),
                in.integer());
    }
}

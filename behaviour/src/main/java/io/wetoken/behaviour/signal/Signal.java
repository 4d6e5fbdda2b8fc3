package io.wetoken.behaviour.signal;

import io.wetoken.behaviour.avro.JudgedEvent;
import java.io.Serializable;

/**
 * One measure, as an algebra over valid events. For any way to cut a set of events into parts, any order within a part and any order of merging, the
 * state is equal ({@code equals}) and its encoding is the same bytes; so states hold whole numbers and sets only, never sums of fractions. A suspect event
 * changes nothing.
 *
 * <p>States are immutable: {@code add} and {@code merge} return new ones and leave their arguments as they are, so a caller may share and keep them. An
 * event must be given once; who reads a topic twice keeps the ids.
 *
 * @param <S> the state
 */
public interface Signal<S> extends Serializable {
    /** Stable and unique among {@link Signals#ALL}. */
    String name();

    S zero();

    S add(S state, JudgedEvent event);

    S merge(S left, S right);

    byte[] encode(S state);

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    S decode(byte[] bytes);
}

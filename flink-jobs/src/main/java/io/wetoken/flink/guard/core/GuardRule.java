package io.wetoken.flink.guard.core;

import java.io.Serializable;

/**
 * One reason to suspect an act. A rule sees the events of one key (an account, a device, an address) in the order of arrival, which is roughly that of
 * {@code received} but not strictly, and keeps what it needs in a bounded, immutable state. What was judged before the evidence was complete stays as it
 * was judged.
 *
 * @param <S> the state; immutable
 */
public interface GuardRule<S> extends Serializable {
    /** The reason code that judged events carry. Stable and unique among {@link GuardRules#ALL}. */
    String code();

    /** What it holds against an act, a part of a sentence for people; with its thresholds. */
    String meaning();

    Dimension dimension();

    S zero();

    /** Whether the rule can say or learn anything of such an act; of others it is not asked. */
    default boolean concerns(Act act) {
        return true;
    }

    /** A state that stays as it was is the same object. */
    Finding<S> judge(S state, Act act);

    byte[] encode(S state);

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    S decode(byte[] bytes);

    /** What a rule says of one act, and what it remembers from then on. */
    record Finding<S>(S state, boolean caught) {}
}

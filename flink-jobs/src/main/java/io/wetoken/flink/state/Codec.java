package io.wetoken.flink.state;

/**
 * How one kind of state becomes bytes. States are immutable, or are never shared once handed over.
 *
 * @param <S> the state
 */
public interface Codec<S> {
    /** Stable: checkpoints hold it. */
    String name();

    byte[] encode(S state);

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} of a known version */
    S decode(byte[] bytes);

    /** Whether a state may be shared; if not, it is copied. */
    default boolean immutable() {
        return true;
    }

    /** Of one that is not {@link #immutable}; the engine asks for it with the first change to each key after a checkpoint began. */
    default S copy(S state) {
        return decode(encode(state));
    }
}

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

    /** Whether a state may be shared; if not, it is copied by its bytes. */
    default boolean immutable() {
        return true;
    }
}

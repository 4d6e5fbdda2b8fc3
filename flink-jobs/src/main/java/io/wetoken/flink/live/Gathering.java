package io.wetoken.flink.live;

import io.wetoken.behaviour.avro.JudgedEvent;
import java.util.function.Consumer;

/**
 * What many events add up to, by what they are about. Bounded by who holds it.
 *
 * @param <C> what is said of one thing
 */
interface Gathering<C> {
    void add(JudgedEvent valid);

    /** How much is held: things, and what cannot be added up. */
    int size();

    /** Says everything, each thing once, and holds nothing. */
    void drain(Consumer<C> out);
}

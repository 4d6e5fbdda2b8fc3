package io.wetoken.flink.bench;

import io.wetoken.behaviour.avro.BehaviourEvent;
import java.io.IOException;
import java.util.List;

/** Where events go in. Sending does not wait for the answer. */
interface Door extends AutoCloseable {
    /** @throws IOException when an earlier batch was not taken whole */
    void send(List<BehaviourEvent> batch) throws IOException;

    /** Waits for all answers. */
    void finish() throws IOException;

    /** How long answers took, in ms. */
    long[] answers();

    @Override
    void close();
}

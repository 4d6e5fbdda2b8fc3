/**
 * Brings behaviour from servers to the collector: in batches, kept over lost connections and restarts, each event with an id of its own, so that sending it twice
 * counts once. The same rules as the browser's {@code tracker.js}; the JDK, the words of behaviour and Avro's Jackson alone.
 */
package io.wetoken.tracker;

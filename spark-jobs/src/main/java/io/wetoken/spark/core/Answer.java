package io.wetoken.spark.core;

import io.wetoken.behaviour.avro.EventKind;
import java.io.Serializable;

/**
 * A valid act that names the place of a page that it is about.
 *
 * @param watchMs 0 for what is no play
 * @param lengthMs 0 when unknown
 * @param received ms since 1970
 */
public record Answer(
        String actor,
        String request,
        int position,
        String content,
        EventKind kind,
        long watchMs,
        long lengthMs,
        long received)
        implements Serializable {}

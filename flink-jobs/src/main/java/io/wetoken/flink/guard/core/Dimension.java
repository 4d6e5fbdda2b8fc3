package io.wetoken.flink.guard.core;

import io.wetoken.behaviour.avro.BehaviourEvent;

/** What a rule keeps its state by. Events meet the dimensions in this order. */
public enum Dimension {
    ACTOR,
    DEVICE,
    /** The hashed network address; an event may lack one. */
    ADDRESS;

    /** The event's value in this dimension; empty when it has none. */
    public String keyOf(BehaviourEvent event) {
        return switch (this) {
            case ACTOR -> event.getActor();
            case DEVICE -> event.getDevice();
            case ADDRESS -> event.getIpHash() == null ? "" : event.getIpHash();
        };
    }
}

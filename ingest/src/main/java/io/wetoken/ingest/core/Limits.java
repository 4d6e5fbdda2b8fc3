package io.wetoken.ingest.core;

import java.time.Duration;

/**
 * The numbers that the rules and the parser use; {@code ingest-reference.properties} gives the reason for each.
 *
 * @param events most elements of one body
 * @param bytes largest body, as sent and after decompression
 * @param keptHead how much of a larger body is kept in {@code behaviour.rejected}
 * @param maxAge how long before its receipt an event may have happened
 * @param futureTolerance how long after its receipt an event may seem to have happened
 * @param maxClockSkew how far a device's clock may be off
 * @param maxWatch largest {@code watchMs} and {@code lengthMs}
 * @param maxPosition largest {@code position}
 */
public record Limits(
        int events,
        int bytes,
        int keptHead,
        Duration maxAge,
        Duration futureTolerance,
        Duration maxClockSkew,
        Duration maxWatch,
        int maxPosition) {
    public static final Limits DEFAULT = new Limits(
            500,
            1 << 20,
            64 << 10,
            Duration.ofDays(2),
            Duration.ofMinutes(2),
            Duration.ofDays(398),
            Duration.ofDays(30),
            1_000_000);

    public Limits {
        if (events < 1 || bytes < 1 || keptHead < 0 || keptHead > bytes || maxPosition < 0) {
            throw new IllegalArgumentException("Limits out of order: events " + events + ", bytes " + bytes
                    + ", keptHead " + keptHead + ", maxPosition " + maxPosition);
        }
        for (Duration each : new Duration[] {maxAge, futureTolerance, maxClockSkew, maxWatch}) {
            if (each.isNegative()) {
                throw new IllegalArgumentException("A limit cannot be negative: " + each);
            }
        }
    }
}

package io.wetoken.ingest.core;

/** Where a record of {@code behaviour.rejected} lies. */
public record Place(int partition, long offset) {}

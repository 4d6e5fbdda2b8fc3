package io.wetoken.ingest.core;

import io.wetoken.behaviour.avro.RejectedEvent;

/** A record of {@code behaviour.rejected}, and whose it was. */
public record Refused(RejectedEvent event, Sender sender) {}

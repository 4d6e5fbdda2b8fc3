/**
 * What a collector decides: bytes in, accepted and refused events out, and which days still take events. No HTTP server and no Kafka belong here;
 * they stand behind {@link io.wetoken.ingest.core.EventLog} and {@link io.wetoken.ingest.core.MarkLog}.
 */
package io.wetoken.ingest.core;

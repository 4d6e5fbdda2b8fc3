/**
 * The event log and the marks on Kafka. Whatever depends on Kafka's clients is here and nowhere else in this module; no decision about an event is.
 */
package io.wetoken.ingest.kafka;

/**
 * The collector as a process: settings, secrets, starting and stopping. What an event must satisfy is in {@code core}, HTTP in {@code http}, Kafka in
 * {@code kafka}.
 */
package io.wetoken.ingest;

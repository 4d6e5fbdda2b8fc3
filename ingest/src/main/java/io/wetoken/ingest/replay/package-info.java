/**
 * Sends recorded behaviour to the collector's recorded-file door, as it stands in the file and in its order. What an event must satisfy is decided by
 * the collector; here even a damaged line is only forwarded.
 */
package io.wetoken.ingest.replay;

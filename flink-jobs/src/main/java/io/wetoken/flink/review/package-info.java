/**
 * The review of a day of the archive: reads what the stream judged, asks the rules of {@code core}, heeds what operators decided, and writes the verdicts that
 * count beside the stream's. Nothing here uses Flink. Sealing, counting and the manifest belong to {@code archive}.
 */
package io.wetoken.flink.review;

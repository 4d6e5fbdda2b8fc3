package io.wetoken.ingest.community;

/**
 * A video.
 *
 * @param released when it can be seen, in ms
 */
record Content(String id, String owner, int topic, long lengthMs, long released) {}

/**
 * A made-up community as a recorded file: people with tastes and habits, and a known share of fraud among them, the same for the same seed. It only
 * writes files; nothing here knows how events are judged, so that it can serve as a measure of judging.
 */
package io.wetoken.ingest.community;

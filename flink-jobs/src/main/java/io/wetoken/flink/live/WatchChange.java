package io.wetoken.flink.live;

/**
 * An account begins or ends to watch.
 *
 * @param subject {@code Subject.key} of a room, a content or the platform
 * @param viewers 1 or −1
 */
public record WatchChange(String subject, long viewers) {}

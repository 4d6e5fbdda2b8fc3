package io.wetoken.tracker;

import io.wetoken.behaviour.avro.EventKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that somebody did, as collectors take it. Immutable; each method that adds something makes another. What the collector thinks of the values it says when it has
 * them: see {@link Tracker.Listener#rejected}.
 *
 * @param id the first event of an id counts; make it from what happened ({@link UUID#nameUUIDFromBytes}) where your own work may be repeated
 * @param at ms since 1970 when it happened; for watching, when that ended
 * @param more further fields of the wire format: texts, {@link Long}s and {@link Integer}s
 */
public record Event(
        UUID id, EventKind kind, String actor, String device, String session, long at, Map<String, Object> more) {
    /** @throws IllegalArgumentException for a field that is neither text nor a whole number */
    public Event {
        more.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Long || value instanceof Integer)) {
                throw new IllegalArgumentException(
                        name + " must be a text or a whole number, is " + value + " (event " + id + ")");
            }
        });
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public Event(UUID id, EventKind kind, String actor, String device, String session, long at) {
        this(id, kind, actor, device, session, at, Map.of());
    }

    /** @param owner who made it */
    public Event about(String content, String owner) {
        return with("content", content).with("owner", owner);
    }

    public Event inRoom(String room) {
        return with("room", room);
    }

    public Event watched(long watchMs, long lengthMs) {
        return with("watchMs", watchMs).with("lengthMs", lengthMs);
    }

    /** As the feed gave it; for the first act of its kind on the item. */
    public Event served(String request, int position, String token) {
        return with("request", request).with("position", position).with("token", token);
    }

    /** Any other field of the wire format. */
    public Event with(String field, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(field, value);
        return new Event(id, kind, actor, device, session, at, all);
    }
}

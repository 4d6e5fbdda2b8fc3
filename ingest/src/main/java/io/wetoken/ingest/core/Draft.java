package io.wetoken.ingest.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one element as they were read, before any rule looked at them. */
final class Draft {
    private final Map<Field, Object> values = new EnumMap<>(Field.class);
    private final Map<Field, Fault> faults = new EnumMap<>(Field.class);

    /** @param value a String or a Long, as the field's type says */
    void put(Field field, Object value) {
        if (values.putIfAbsent(field, value) != null || faults.containsKey(field)) {
            fault(field, Reason.DUPLICATE_FIELD, field.wireName() + " stands twice in the event");
        }
    }

    void fault(Field field, Reason reason, String detail) {
        faults.putIfAbsent(field, new Fault(reason, detail));
    }

    /** The first fault in the order of the wire format, found while reading. */
    Optional<Fault> fault() {
        return faults.values().stream().findFirst();
    }

    Optional<Fault> fault(Field field) {
        return Optional.ofNullable(faults.get(field));
    }

    boolean has(Field field) {
        return values.containsKey(field);
    }

    /** Null when absent. */
    String text(Field field) {
        return (String) values.get(field);
    }

    /** Null when absent. */
    Long number(Field field) {
        return (Long) values.get(field);
    }
}

package io.wetoken.ingest.core;

import java.nio.ByteBuffer;

/**
 * One element of a body.
 *
 * @param index its place in the body, from 0
 * @param draft its fields; null when it could not be read at all
 * @param unreadable why not; null when it could
 * @param raw its bytes as sent
 */
record Element(int index, Draft draft, Fault unreadable, ByteBuffer raw) {
    static Element of(int index, Draft draft, ByteBuffer raw) {
        return new Element(index, draft, null, raw);
    }

    static Element unreadable(int index, Fault fault, ByteBuffer raw) {
        return new Element(index, null, fault, raw);
    }

    /** Whose it is said to be; null fields where that cannot be read. */
    Speaker names() {
        return draft == null ? new Speaker(null, null) : new Speaker(named(Field.ACTOR), named(Field.DEVICE));
    }

    private String named(Field field) {
        return draft.fault(field).isPresent() ? null : draft.text(field);
    }

    /** The id as sent, or null when it has none that can be shown. */
    String id() {
        return draft == null || draft.fault(Field.ID).isPresent() ? null : draft.text(Field.ID);
    }
}

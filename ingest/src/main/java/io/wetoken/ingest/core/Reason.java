package io.wetoken.ingest.core;

/**
 * Why something was refused. The names are stable: they are in the answers, in {@code behaviour.rejected} and in dashboards. This list is the one
 * place where they are documented.
 */
public enum Reason {
    /** The body, or the line of a recorded file, is not JSON in UTF-8. */
    NOT_JSON,
    /** The body is JSON, but not an array. */
    NOT_AN_ARRAY,
    /** The gzip stream is damaged or ends too early. */
    BAD_GZIP,
    /** The body has a content encoding other than gzip. */
    UNSUPPORTED_ENCODING,
    /** The body is larger than the limit, as sent or after decompression. Only its head is kept. */
    BODY_TOO_LARGE,
    /** The array has more elements than the limit. */
    TOO_MANY_EVENTS,

    /** The element is JSON, but not an object. */
    NOT_AN_OBJECT,
    /** A field that is read here stands twice in the object, so that two readers could disagree. */
    DUPLICATE_FIELD,
    /** It names another account or another device than the sender has proved to speak for. */
    NOT_YOURS,
    /** A field that this kind needs is absent, null or empty. */
    MISSING_FIELD,
    /** A text where a whole number is needed, or the reverse. */
    WRONG_TYPE,
    /** A text is longer than its field allows, in UTF-16 units as Java and JavaScript count. */
    TOO_LONG,
    /** A text holds half a surrogate pair, or an id holds a control character. */
    ILLEGAL_CHARACTER,
    /** A number is negative, or larger than its field allows. */
    OUT_OF_RANGE,
    /** {@code id} is not a UUID in its 36-character form. */
    BAD_ID,
    /** {@code kind} is none of the wire format's. */
    UNKNOWN_KIND,
    /** {@code amount} is not decimal text in base units. */
    BAD_AMOUNT,
    /** {@code tx} is not 0x and 64 hex digits. */
    BAD_TX,
    /** It happened after it was received, or the device's clock or the record's {@code received} is in the future. */
    FUTURE_TIME,
    /** It happened too long before it was received, or the device's clock is years behind. */
    ANCIENT_TIME,
    /** Its day of receipt is sealed. */
    EPOCH_CLOSED
}

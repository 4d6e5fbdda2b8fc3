package io.wetoken.media.core;

/** Why an upload is refused. The names are part of the interface: status events and {@code --json} carry them. */
public enum Reason {
    NOT_A_FILE,
    EMPTY,
    TOO_LARGE,
    NOT_A_VIDEO,
    DAMAGED,
    NO_VIDEO,
    NOT_SUPPORTED,
    TOO_LONG,
    TOO_MANY_PIXELS,
    TOO_SMALL,
    TOO_COSTLY,
    FAILED_REPEATEDLY
}

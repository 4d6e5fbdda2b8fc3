package io.wetoken.flink.archive;

import java.io.IOException;

/** Nothing is wrong, but the day cannot be closed yet; the message says what it waits for. */
final class MustWaitException extends IOException {
    MustWaitException(String message) {
        super(message);
    }
}

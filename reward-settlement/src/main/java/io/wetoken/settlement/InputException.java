package io.wetoken.settlement;

import java.io.IOException;

/** What a person gave is wrong: an argument, a setting, an epoch that is not known. The message says what and what would be right. */
public final class InputException extends IOException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}

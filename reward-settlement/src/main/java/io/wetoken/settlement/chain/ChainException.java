package io.wetoken.settlement.chain;

import java.io.IOException;

/** The chain cannot be asked, or its answer contradicts what must hold. The message says what to do. */
public final class ChainException extends IOException {
    private static final long serialVersionUID = 1L;

    public ChainException(String message) {
        super(message);
    }

    public ChainException(String message, Throwable cause) {
        super(message, cause);
    }
}

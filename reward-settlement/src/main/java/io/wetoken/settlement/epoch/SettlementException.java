package io.wetoken.settlement.epoch;

import java.io.IOException;

/** A step cannot be done. The message names the epoch and what to do next. */
public final class SettlementException extends IOException {
    private static final long serialVersionUID = 1L;

    public SettlementException(String message) {
        super(message);
    }

    public SettlementException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.wetoken.contracts.chain;

import java.io.IOException;

/** The node answered that it does not take a transaction, or that it would revert: nothing was sent. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}

package io.wetoken.contracts;

/** Deployment cannot go on, and a person must decide; the message says what. */
final class DeployException extends Exception {
    private static final long serialVersionUID = 1L;

    DeployException(String message) {
        super(message);
    }
}

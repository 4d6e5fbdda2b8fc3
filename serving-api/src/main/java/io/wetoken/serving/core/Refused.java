package io.wetoken.serving.core;

/** This site does not answer that question; the message says what to ask instead. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refused(String message) {
        super(message);
    }
}

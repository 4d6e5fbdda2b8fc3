package io.wetoken.serving.core;

/** What was asked for is well-formed and does not exist; the message says what, and what would. */
public final class Absent extends RuntimeException {
    public Absent(String message) {
        super(message);
    }
}

package io.wetoken.stack.launcher.setup;

/** The work cannot go on; the message is one that a person can act on, so no stack trace is shown. */
public class StackException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private StackException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** Exit status 1. */
    public static StackException failed(String message) {
        return new StackException(1, message, null);
    }

    /** Exit status 1. */
    public static StackException failed(String message, Throwable cause) {
        return new StackException(1, message + ": " + cause, cause);
    }

    /** Exit status 2: the command line or the input is wrong. */
    public static StackException wrongInput(String message) {
        return new StackException(2, message, null);
    }

    public int status() {
        return status;
    }
}

package io.wetoken.flink.judge;

/** A line that cannot be judged; the message continues "line n …". */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
        super(message);
    }

    BadLineException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.wetoken.serving.upload;

import org.springframework.http.HttpStatusCode;

/** An upload cannot go on like this; the message says what can. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient HttpStatusCode status;

    Refusal(int status, String message) {
        super(message);
        this.status = HttpStatusCode.valueOf(status);
    }

    HttpStatusCode status() {
        return status;
    }
}

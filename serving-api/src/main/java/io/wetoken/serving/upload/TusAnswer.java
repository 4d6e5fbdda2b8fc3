package io.wetoken.serving.upload;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Optional;

/** Keeps what the tus library would answer as an error page, so that it can be answered as a problem. */
final class TusAnswer extends HttpServletResponseWrapper {
    private Optional<Refusal> refusal = Optional.empty();

    TusAnswer(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status, String message) {
        refusal = Optional.of(new Refusal(status, message == null ? "This upload cannot go on like this" : message));
    }

    @Override
    public void sendError(int status) {
        sendError(status, null);
    }

    void throwRefusal() {
        refusal.ifPresent(found -> {
            throw found;
        });
    }
}

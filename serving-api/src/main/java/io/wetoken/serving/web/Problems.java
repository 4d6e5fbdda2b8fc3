package io.wetoken.serving.web;

import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Full;
import io.wetoken.serving.core.Refused;
import io.wetoken.serving.identity.Unauthorized;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every error of a handler as problem+json; a person who asked for a page that does not exist gets a page. */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Pages pages;

    Problems(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ResponseEntity<Object> bad(BadInput e) {
        return problem(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> absent(Absent e) {
        return problem(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> full(Full e) {
        return problem(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused e) {
        return problem(HttpStatus.FORBIDDEN, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Object> unauthorized(Unauthorized e) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, e.getMessage()));
    }

    /** The ports of the store throw it when the store cannot be reached. */
    @ExceptionHandler
    ResponseEntity<Object> storeAway(UncheckedIOException e) {
        LOG.error("The store does not answer", e);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer at the moment; try again"));
    }

    /** The detail names the line in the log and nothing of what went wrong. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Throwable e) {
        UUID incident = UUID.randomUUID();
        LOG.error("Incident {}", incident, e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something failed here; the log has it as incident " + incident);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest asked = (HttpServletRequest) request.resolveReference(WebRequest.REFERENCE_REQUEST);
        String accept = asked == null ? null : asked.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(MediaType.TEXT_HTML)
                    .body(pages.missing());
        }
        return problem(
                HttpStatus.NOT_FOUND, "There is nothing at /" + e.getResourcePath() + "; /api lists what there is");
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}

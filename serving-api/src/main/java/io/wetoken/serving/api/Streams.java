package io.wetoken.serving.api;

import io.wetoken.serving.live.LiveFeed;
import io.wetoken.store.Tallies.Subject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Answers with a place at the live feed, or says that there is none. */
final class Streams {
    private Streams() {}

    static ResponseEntity<?> answer(LiveFeed feed, Subject subject) {
        return feed.subscribe(subject)
                .<ResponseEntity<?>>map(emitter -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .cacheControl(CacheControl.noStore())
                        .header("X-Accel-Buffering", "no")
                        .body(emitter))
                .orElseGet(Streams::full);
    }

    private static ResponseEntity<ProblemDetail> full() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many live streams are open; try again, or ask without /stream");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header("Retry-After", "10")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}

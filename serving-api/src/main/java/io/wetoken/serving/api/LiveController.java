package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.serving.live.LiveFeed;
import io.wetoken.serving.live.LiveView;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies.Subject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The newest day's figures, once or as they change. */
@RestController
@RequestMapping("/v1/live")
@Tag(name = "Live figures")
public class LiveController {
    private final Store store;
    private final LiveFeed feed;

    LiveController(Store store, LiveFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    @Operation(summary = "The newest day's figures and what is trending")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    public LiveView live() {
        return LiveView.read(store);
    }

    @Operation(
            summary = "The same as server-sent events",
            description =
                    "An event `figures` at once and whenever they have changed, at most one a second; an event `unavailable` while they"
                            + " cannot be read; a comment every 15 seconds. Streams end after an hour; clients reconnect.")
    @ApiResponse(responseCode = "200", description = "An endless stream")
    @ApiResponse(responseCode = "503", description = "Too many streams are open; Retry-After says when to try again")
    @GetMapping("/stream")
    public ResponseEntity<?> stream() {
        return Streams.answer(feed, Subject.PLATFORM);
    }
}

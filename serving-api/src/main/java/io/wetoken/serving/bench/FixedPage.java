package io.wetoken.serving.bench;

import io.wetoken.serving.clip.ClipView;
import io.wetoken.serving.feed.FeedController.FeedView;
import io.wetoken.serving.feed.FeedController.ItemView;
import io.wetoken.store.Clips.Clip;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The baseline: a page like a feed's, the same for everybody, written by the same server in the same way. */
@RestController
class FixedPage {
    static final String PATH = "/bench/fixed";
    private static final String SOME_REQUEST = "0f8fad5b-d9cb-469f-a165-70867728950e";
    /** As long as one is. */
    private static final String SOME_TOKEN = "t".repeat(60);

    private final FeedView page;

    FixedPage() {
        MadeUpCommunity community = new MadeUpCommunity(1, FeedBench.PAGE, 1, 1, 1);
        page = new FeedView(
                SOME_REQUEST,
                "bench",
                false,
                "usual",
                IntStream.range(0, FeedBench.PAGE)
                        .mapToObj(i -> item(i, community.clip(i)))
                        .toList(),
                "n".repeat(200));
    }

    private static ItemView item(int position, Clip clip) {
        return new ItemView(
                SOME_REQUEST, position, SOME_TOKEN, "walks", 1, ClipView.of(clip, Optional.empty(), false), null);
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FeedView> fixed() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
    }
}

package io.wetoken.serving.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.Epoch;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.live.FiguresView;
import io.wetoken.serving.live.LiveFeed;
import io.wetoken.serving.live.LiveView;
import io.wetoken.store.Store;
import io.wetoken.store.Tallies.Dimension;
import io.wetoken.store.Tallies.Subject;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures of creators, rooms, apps and contents, once or as they change. */
@RestController
@RequestMapping("/v1/figures")
@Tag(name = "Live figures")
public class FiguresController {
    private static final int USUAL = 30;

    private final Store store;
    private final LiveFeed feed;

    FiguresController(Store store, LiveFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** A day's creators. */
    public record CreatorsView(
            @Schema(description = "A UTC day; null before the first event", nullable = true, example = "2026-11-21")
            String date,

            @Schema(description = "Most effective plays first, exact; at most 100 are kept")
            List<LiveView.Creator> creators) {}

    @Operation(
            summary = "A day's creators with the most plays",
            description = "Of the newest day, unless `date` says which.")
    @GetMapping(path = "/creators", produces = MediaType.APPLICATION_JSON_VALUE)
    public CreatorsView creators(
            @RequestParam Optional<String> date,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit) {
        int most = Input.limit(limit, USUAL);
        Optional<Epoch> day = date.map(Input::epoch).or(store.metrics()::newest);
        return new CreatorsView(
                day.map(Epoch::toString).orElse(null),
                day.map(store.tallies()::top).orElse(List.of()).stream()
                        .limit(most)
                        .map(LiveView.Creator::of)
                        .toList());
    }

    @Operation(
            summary =
                    "Figures of a creator, a room, an app or a content: of a day, since the beginning, and who is watching now",
            description =
                    "All are exact but `viewersApprox`, whose error the answer states. What nobody has watched yet has zeros. Kept 400 days after the last act.")
    @GetMapping(path = "/{of}/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    public FiguresView figures(
            @Parameter(schema = @Schema(allowableValues = {"creators", "rooms", "apps", "contents"})) @PathVariable
                    String of,
            @PathVariable String name,
            @Parameter(description = "A UTC day; the newest of which anything is known unless it is given")
                    @RequestParam
                    Optional<String> date) {
        return FiguresView.read(store, subject(of, name), date.map(Input::epoch));
    }

    @Operation(
            summary = "The same of the newest day, as server-sent events",
            description =
                    "An event `figures` at once and whenever they have changed, at most one a second; an event `unavailable` while they"
                            + " cannot be read; a comment every 15 seconds. Streams end after an hour; clients reconnect. All live streams of the site share one"
                            + " number of places.")
    @ApiResponse(responseCode = "200", description = "An endless stream")
    @ApiResponse(responseCode = "503", description = "Too many streams are open; Retry-After says when to try again")
    @GetMapping("/{of}/{name}/stream")
    public ResponseEntity<?> stream(
            @Parameter(schema = @Schema(allowableValues = {"creators", "rooms", "apps", "contents"})) @PathVariable
                    String of,
            @PathVariable String name) {
        return Streams.answer(feed, subject(of, name));
    }

    private static Subject subject(String of, String name) {
        return switch (of) {
            case "creators" ->
                new Subject(Dimension.CREATOR, Input.account(name).value());
            case "rooms" -> new Subject(Dimension.ROOM, Input.name("room", name));
            case "apps" -> new Subject(Dimension.APP, Input.name("app", name));
            case "contents" ->
                new Subject(Dimension.CONTENT, Input.content(name).value());
            default ->
                throw new Absent(
                        "There are figures of creators, rooms, apps and contents, not of '" + Input.shown(of) + "'");
        };
    }
}

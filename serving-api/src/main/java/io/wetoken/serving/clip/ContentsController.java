package io.wetoken.serving.clip;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Hidden;
import io.wetoken.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One published content, and what people wrote under it. */
@RestController
@RequestMapping(path = "/v1/contents", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Contents")
public class ContentsController {
    private static final int USUAL = 30;

    private final Store store;
    private final ClipViews views;
    private final Who who;

    ContentsController(Store store, ClipViews views, Who who) {
        this.store = store;
        this.views = views;
        this.who = who;
    }

    /** A comment; {@code at} in ms since 1970. */
    public record CommentView(String author, String text, long at) {}

    /** Newest first. */
    public record CommentsView(List<CommentView> comments) {}

    private Hidden.Lists hidden(Optional<AccountId> caller) {
        return caller.map(store.hidden()::of).orElse(Hidden.Lists.NONE);
    }

    @Operation(summary = "What can be played of a content, with its figures")
    @GetMapping("/{content}")
    public ClipView content(@PathVariable String content, @Parameter(hidden = true) HttpServletRequest request) {
        ContentId id = Input.content(content);
        Optional<AccountId> caller = who.find(request);
        Hidden.Lists hidden = hidden(caller);
        return views.find(id, caller.flatMap(store.profiles()::find))
                .filter(clip -> !hidden.apart(new AccountId(clip.owner())))
                .orElseThrow(() -> new Absent("There is no published content '" + Input.shown(content) + "'"));
    }

    @Operation(
            summary = "Comments that the guard found valid, newest first",
            description =
                    "Text is as people wrote it, markup included: show it as text. An unknown content has none. Those of accounts that the caller"
                            + " blocks, or that block the caller, are left out.")
    @GetMapping("/{content}/comments")
    public CommentsView comments(
            @PathVariable String content,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "30"))
                    @RequestParam
                    Optional<String> limit,
            @Parameter(hidden = true) HttpServletRequest request) {
        Hidden.Lists hidden = hidden(who.find(request));
        return new CommentsView(store.comments().newest(Input.content(content), Input.limit(limit, USUAL)).stream()
                .filter(comment -> !hidden.apart(comment.author()))
                .map(comment -> new CommentView(comment.author().value(), comment.text(), comment.at()))
                .toList());
    }
}

package io.wetoken.serving.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.serving.clip.ClipView;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The personal feed. */
@RestController
@Tag(name = "Feed")
public class FeedController {
    private static final int USUAL = 10;

    private final Feeds feeds;
    private final Cursors cursors;
    private final ItemTokens tokens;
    private final Who who;
    private final InstantSource clock;

    FeedController(Feeds feeds, Cursors cursors, ItemTokens tokens, Who who, InstantSource clock) {
        this.feeds = feeds;
        this.cursors = cursors;
        this.tokens = tokens;
        this.who = who;
        this.clock = clock;
    }

    /** A clip at its place. */
    public record ItemView(
            @Schema(description = "Of the page; events about the item name it")
            String request,

            @Schema(description = "From 0, counted over the pages of the feed; events name it")
            int position,

            @Schema(
                    description =
                            "Proves that it was shown to this account; the first act of each kind on it names it, beside request and position. Null for nobody's page",
                    nullable = true)
            String token,

            @Schema(
                    description =
                            "walks, trending, fresh, older: the source; explore: drawn from what is new; newcomer: of a creator who was drawn from the new ones; again: seen before, for nothing else is left")
            String policy,

            @Schema(description = "Probability that it came to its place, given what came before it")
            double propensity,

            @JsonUnwrapped ClipView clip,

            @Schema(description = "Why it is there; only with because=true", nullable = true)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            BecauseView because) {}

    /** Why an item is where it is. */
    public record BecauseView(
            @Schema(description = "The model's version; null before the first", nullable = true)
            String model,

            @Schema(description = "The sources that name it, loudest first")
            List<SourceView> sources,

            @Schema(description = "The caller's acts that speak most for it, at most three, as the model sees it")
            List<ActView> acts,

            @Schema(description = "The re-rankers that moved it, in the order in which they work")
            List<MoveView> moves) {
        static BecauseView of(Because because, Optional<String> model) {
            return new BecauseView(
                    model.orElse(null),
                    because.named().stream()
                            .map(of -> new SourceView(of.source(), of.place(), of.share()))
                            .toList(),
                    because.acts().stream()
                            .map(of -> new ActView(of.content().value(), of.kinds(), of.share()))
                            .toList(),
                    because.moves().stream()
                            .map(of -> new MoveView(of.reranker(), of.from(), of.to()))
                            .toList());
        }
    }

    /** A source: where the item stands in it, from 0, and its share of what all say for the item. */
    public record SourceView(String source, int place, double share) {}

    /** A content that the caller had to do with, how, and its share of what all their acts say for the item. */
    public record ActView(String content, List<String> kinds, double share) {}

    /** A re-ranker after which the item stood elsewhere in the order of all candidates, from 0; also when only what stood before it was left out. */
    public record MoveView(String reranker, int from, int to) {}

    /** A page. */
    public record FeedView(
            String request,

            @Schema(description = "The version that ranked; null before the first model", nullable = true)
            String model,

            @Schema(description = "Whether the page before was ranked by another model")
            boolean modelChanged,

            @Schema(description = "Which of the operator's experiments the caller is in; usual for none")
            String experiment,

            List<ItemView> items,

            @Schema(description = "For the next page; null when there is nothing", nullable = true)
            String next) {}

    @Operation(
            summary = "The caller's feed, page by page",
            description =
                    "For the account of the token, or without one for anybody: then what trends and what is new. A cursor counts for a day and"
                            + " for its account; after a new model was trained the feed goes on with that (modelChanged). Nothing comes twice before all else"
                            + " was shown.")
    @GetMapping(path = "/v1/feed", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<FeedView> feed(
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "10"))
                    @RequestParam
                    Optional<String> limit,
            @RequestParam Optional<String> cursor,
            @Parameter(
                            description = "Whether each item says why it is there",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam
                    Optional<String> because,
            @Parameter(hidden = true) HttpServletRequest request) {
        int length = Input.limit(limit, USUAL);
        Optional<AccountId> account = who.find(request);
        Optional<Cursor> from = cursor.map(
                text -> cursors.read(text, account.map(AccountId::value).orElse(""), clock.millis()));
        Feeds.Page page = feeds.page(new Feeds.Asked(account, from, length, Input.flag("because", because)));
        ItemTokens.Page signed = tokens.page(account, page.request());
        boolean changed = from.map(Cursor::model)
                .filter(before -> !before.equals(page.model().orElse("")))
                .isPresent();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new FeedView(
                        page.request(),
                        page.model().orElse(null),
                        changed,
                        page.experiment(),
                        page.items().stream()
                                .map(item -> new ItemView(
                                        page.request(),
                                        item.position(),
                                        signed.of(item.candidate().content(), item.position())
                                                .orElse(null),
                                        item.candidate().policy(),
                                        item.candidate().propensity(),
                                        item.clip(),
                                        item.because()
                                                .map(of -> BecauseView.of(of, page.model()))
                                                .orElse(null)))
                                .toList(),
                        page.cursor().map(cursors::write).orElse(null)));
    }
}

package io.wetoken.serving.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.serving.core.Absent;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Share links: signed here for whoever is signed in, and followed by everybody. Nothing is stored: a link says itself whom it is from. */
@RestController
@Tag(name = "Links")
public class LinksController {
    private static final String FOLLOWED = "/s/";

    private final Store store;
    private final Who who;
    private final KeyPair keys;
    private final InstantSource clock;

    LinksController(Store store, Who who, KeyPair keys, InstantSource clock) {
        this.store = store;
        this.who = who;
        this.keys = keys;
        this.clock = clock;
    }

    /** What to share. */
    public record Asked(String content) {}

    /** The signed link, as events carry it in {@code link}, and the path that leads to the content. */
    public record Given(String link, String url) {}

    @Operation(
            summary = "A signed link to a content, from whoever is signed in",
            description =
                    "Who comes over it is new to the creator, and stays, earns both: see referrals in the reward rule.")
    @PostMapping(path = "/v1/links", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Given> create(
            @RequestBody Asked asked, @Parameter(hidden = true) HttpServletRequest request) {
        AccountId disseminator = who.require(request);
        ContentId content = Input.content(asked.content() == null ? "" : asked.content());
        ShareLink link = new ShareLink(content, creator(content), disseminator, clock.millis());
        try {
            String text = link.sign(keys.getPrivate());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Given(text, FOLLOWED + text));
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage(), e);
        }
    }

    @Operation(
            summary = "Follows a share link",
            description = "To the content's page, which says with every event that the viewer came over the link.")
    @GetMapping(FOLLOWED + "{token}")
    public ResponseEntity<Void> follow(@PathVariable String token) {
        ShareLink link = ShareLink.verify(keys.getPublic(), token)
                .orElseThrow(() -> new Absent("This share link is not one of this site, or was cut short"));
        String content = URLEncoder.encode(link.content().value(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create("/c/" + content + "?link=" + token))
                .build();
    }

    /** As the catalogue says, whose word the stream takes; a clip that was just published may not be in it yet. */
    private AccountId creator(ContentId content) {
        return store.contents()
                .find(content)
                .map(Content::owner)
                .or(() -> store.clips().find(content).map(Clip::owner))
                .orElseThrow(() -> new Absent("There is no content '" + Input.shown(content.value()) + "' to share"));
    }
}

package io.wetoken.serving.hidden;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Full;
import io.wetoken.serving.core.Input;
import io.wetoken.serving.feed.ServedLog;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Hidden;
import io.wetoken.store.Hidden.Hid;
import io.wetoken.store.Hidden.Kind;
import io.wetoken.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the token's account does not want to see. Each counts from the next page of the feed on; repeating a call changes nothing. */
@RestController
@Tag(name = "Hidden")
public class HiddenController {
    private static final String MUTES = "mutes";
    private static final String BLOCKS = "blocks";
    private static final String DISMISSALS = "dismissals";
    private static final String LIST = "/v1/{list:" + MUTES + "|" + BLOCKS + "|" + DISMISSALS + "}";
    private static final String NAMED = LIST + "/{name}";
    private static final Map<String, Kind> KINDS =
            Map.of(MUTES, Kind.MUTED, BLOCKS, Kind.BLOCKED, DISMISSALS, Kind.DISMISSED);

    private final Hidden hidden;
    private final Who who;
    private final ServedLog log;
    private final InstantSource clock;

    HiddenController(Store store, Who who, ServedLog log, InstantSource clock) {
        this.hidden = store.hidden();
        this.who = who;
        this.log = log;
        this.clock = clock;
    }

    /** Since when, in ms since 1970. */
    public record EntryView(String name, long at) {}

    /** Newest first; {@code most} is how many there may be. */
    public record EntriesView(List<EntryView> entries, int most) {}

    @Operation(summary = "What the caller muted, blocks or dismissed, newest first")
    @GetMapping(path = LIST, produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<EntriesView> list(
            @Parameter(schema = @Schema(allowableValues = {MUTES, BLOCKS, DISMISSALS})) @PathVariable String list,
            @Parameter(hidden = true) HttpServletRequest request) {
        Kind kind = KINDS.get(list);
        List<EntryView> entries = hidden.of(who.require(request)).of(kind).stream()
                .map(entry -> new EntryView(entry.name(), entry.at()))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new EntriesView(entries, kind.most()));
    }

    @Operation(
            summary = "Mutes a creator, blocks an account, or dismisses a content",
            description =
                    "mutes: works of the creator no longer come into the caller's feed. blocks: neither side sees the other's works and comments. dismissals: the content never"
                            + " comes into the caller's feed again. They are not told.")
    @PutMapping(NAMED)
    public ResponseEntity<Void> hide(
            @Parameter(schema = @Schema(allowableValues = {MUTES, BLOCKS, DISMISSALS})) @PathVariable String list,
            @Parameter(description = "Of the creator, the account or the content") @PathVariable String name,
            @Parameter(hidden = true) HttpServletRequest request) {
        AccountId account = who.require(request);
        Kind kind = KINDS.get(list);
        String checked = checked(kind, name);
        if (kind != Kind.DISMISSED && account.value().equals(checked)) {
            throw new BadInput(
                    "'" + Input.shown(name) + "' is the account that asks; nobody mutes or blocks themselves");
        }
        long now = clock.millis();
        Hid hid = hidden.hide(account, kind, checked, now);
        if (hid == Hid.TOO_MANY) {
            throw new Full("There are " + kind.most() + " already, and that is the most; take one back before '"
                    + Input.shown(name) + "' can be added");
        }
        if (hid == Hid.NOW) {
            log.add(new Hiding(account.value(), kind.name(), now));
        }
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Takes a mute, a block or a dismissal back")
    @DeleteMapping(NAMED)
    public ResponseEntity<Void> show(
            @Parameter(schema = @Schema(allowableValues = {MUTES, BLOCKS, DISMISSALS})) @PathVariable String list,
            @Parameter(description = "Of the creator, the account or the content") @PathVariable String name,
            @Parameter(hidden = true) HttpServletRequest request) {
        Kind kind = KINDS.get(list);
        hidden.show(who.require(request), kind, checked(kind, name));
        return ResponseEntity.noContent().build();
    }

    private static String checked(Kind kind, String name) {
        return kind == Kind.DISMISSED
                ? Input.content(name).value()
                : Input.account(name).value();
    }
}

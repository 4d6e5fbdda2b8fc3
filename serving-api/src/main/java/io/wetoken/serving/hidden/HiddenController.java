package io.wetoken.serving.hidden;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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

    @Operation(summary = "Creators whose works the caller does not want to be shown, newest first")
    @GetMapping(path = "/v1/mutes", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<EntriesView> mutes(@Parameter(hidden = true) HttpServletRequest request) {
        return list(Kind.MUTED, request);
    }

    @Operation(
            summary = "Mutes a creator",
            description = "Their works no longer come into the caller's feed. They are not told.")
    @PutMapping("/v1/mutes/{creator}")
    public ResponseEntity<Void> mute(
            @PathVariable String creator, @Parameter(hidden = true) HttpServletRequest request) {
        return hide(Kind.MUTED, Input.account(creator).value(), request);
    }

    @Operation(summary = "Takes a mute back")
    @DeleteMapping("/v1/mutes/{creator}")
    public ResponseEntity<Void> unmute(
            @PathVariable String creator, @Parameter(hidden = true) HttpServletRequest request) {
        return show(Kind.MUTED, Input.account(creator).value(), request);
    }

    @Operation(summary = "Accounts that the caller blocks, newest first")
    @GetMapping(path = "/v1/blocks", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<EntriesView> blocks(@Parameter(hidden = true) HttpServletRequest request) {
        return list(Kind.BLOCKED, request);
    }

    @Operation(
            summary = "Blocks an account",
            description = "Neither side sees the other's works and comments. They are not told.")
    @PutMapping("/v1/blocks/{account}")
    public ResponseEntity<Void> block(
            @PathVariable String account, @Parameter(hidden = true) HttpServletRequest request) {
        return hide(Kind.BLOCKED, Input.account(account).value(), request);
    }

    @Operation(summary = "Takes a block back")
    @DeleteMapping("/v1/blocks/{account}")
    public ResponseEntity<Void> unblock(
            @PathVariable String account, @Parameter(hidden = true) HttpServletRequest request) {
        return show(Kind.BLOCKED, Input.account(account).value(), request);
    }

    @Operation(summary = "Contents that the caller is not interested in, newest first")
    @GetMapping(path = "/v1/dismissals", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<EntriesView> dismissals(@Parameter(hidden = true) HttpServletRequest request) {
        return list(Kind.DISMISSED, request);
    }

    @Operation(summary = "Dismisses a content", description = "It never comes into the caller's feed again.")
    @PutMapping("/v1/dismissals/{content}")
    public ResponseEntity<Void> dismiss(
            @PathVariable String content, @Parameter(hidden = true) HttpServletRequest request) {
        return hide(Kind.DISMISSED, Input.content(content).value(), request);
    }

    @Operation(summary = "Takes a dismissal back")
    @DeleteMapping("/v1/dismissals/{content}")
    public ResponseEntity<Void> restore(
            @PathVariable String content, @Parameter(hidden = true) HttpServletRequest request) {
        return show(Kind.DISMISSED, Input.content(content).value(), request);
    }

    private ResponseEntity<EntriesView> list(Kind kind, HttpServletRequest request) {
        List<EntryView> entries = hidden.of(who.require(request)).of(kind).stream()
                .map(entry -> new EntryView(entry.name(), entry.at()))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new EntriesView(entries, kind.most()));
    }

    private ResponseEntity<Void> hide(Kind kind, String name, HttpServletRequest request) {
        AccountId account = who.require(request);
        if (kind != Kind.DISMISSED && account.value().equals(name)) {
            throw new BadInput(
                    "'" + Input.shown(name) + "' is the account that asks; nobody mutes or blocks themselves");
        }
        long now = clock.millis();
        Hid hid = hidden.hide(account, kind, name, now);
        if (hid == Hid.TOO_MANY) {
            throw new Full("There are " + kind.most() + " already, and that is the most; take one back before '"
                    + Input.shown(name) + "' can be added");
        }
        if (hid == Hid.NOW) {
            log.add(new Hiding(account.value(), kind.name(), now));
        }
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Void> show(Kind kind, String name, HttpServletRequest request) {
        hidden.show(who.require(request), kind, name);
        return ResponseEntity.noContent().build();
    }
}

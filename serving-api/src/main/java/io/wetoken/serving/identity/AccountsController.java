package io.wetoken.serving.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.serving.core.BadInput;
import io.wetoken.serving.core.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** New accounts and their tokens. Nothing is kept of an account until it does something. */
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts")
public class AccountsController {
    private static final String GUEST = "guest-";
    private static final int GUEST_BYTES = 12;

    private final Tokens tokens;
    private final Who who;
    private final SecureRandom random;
    private final boolean signInAs;

    /** @param signInAs whether callers on this machine may name the account */
    AccountsController(Tokens tokens, Who who, SecureRandom random, boolean signInAs) {
        this.tokens = tokens;
        this.who = who;
        this.random = random;
        this.signInAs = signInAs;
    }

    /** What is asked for; {@code account} only on the site's own machine. */
    public record Asked(
            @Schema(nullable = true, description = "Only on the site's own machine; otherwise a new one is made")
            String account,

            @Schema(description = "1..64 characters") String device) {}

    /** Whom the token speaks for; times in ms since 1970. */
    public record Given(String account, String device, String token, long expiresAt) {}

    @Operation(
            summary = "A new account, and a token that speaks for it",
            description =
                    "The token is a JWT (EdDSA), to be sent as Authorization: Bearer. On a site that listens to its own machine only"
                            + " (serving.signInAs=loopback), account may name any account: a door for trying things out.")
    @PostMapping("/accounts")
    public ResponseEntity<Given> create(
            @RequestBody Asked asked, @Parameter(hidden = true) HttpServletRequest request) {
        AccountId account =
                asked.account() == null ? who.find(request).orElseGet(this::guest) : named(asked.account(), request);
        Tokens.Token token = tokens.issue(account, device(asked.device()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new Given(
                        account.value(),
                        token.device().value(),
                        token.text(),
                        token.expiresAt().toEpochMilli()));
    }

    @Operation(summary = "The public keys that tokens are checked with", description = "A JWK set (RFC 7517)")
    @GetMapping("/keys")
    public Map<String, Object> keys() {
        return tokens.keySet();
    }

    private AccountId named(String account, HttpServletRequest request) {
        if (!signInAs || Callers.passedOn(request)) {
            throw new Refused(
                    "This site signs nobody in as an account of their choice; leave account out to get a new one");
        }
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException e) {
            throw new BadInput("An account id has 1 to 64 characters, this one has " + account.length(), e);
        }
    }

    private AccountId guest() {
        byte[] id = new byte[GUEST_BYTES];
        random.nextBytes(id);
        return new AccountId(GUEST + Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }

    private static DeviceId device(String device) {
        try {
            return new DeviceId(device == null ? "" : device);
        } catch (IllegalArgumentException e) {
            throw new BadInput("device must have 1 to 64 characters", e);
        }
    }
}

package io.wetoken.ingest.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jsonwebtoken.ClaimJwtException;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.security.SignatureException;
import io.wetoken.ingest.core.Speaker;
import java.io.IOException;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Believes JWTs (RFC 7519) that a published Ed25519 key has signed: the subject is the account, the claim {@code device} the device. The key alone says how it
 * is used, never the token: any other {@code alg} is refused before a key is looked for.
 */
public final class SignedSenders implements Senders {
    private static final String SCHEME = "Bearer ";
    private static final String ALGORITHM = "EdDSA";
    private static final String GET_ONE = "get one from the site at POST /v1/accounts";
    private static final int MAX_TOKEN = 4_096;
    private static final int MAX_ID = 64;
    /** How far the clocks of the site and the collector may differ. */
    private static final long SKEW_SECONDS = 30;

    private static final JsonFactory JSON = new JsonFactory();

    private final AuthSettings settings;
    private final PublishedKeys keys;
    private final InstantSource clock;
    private final SeenTokens seen = new SeenTokens();

    public SignedSenders(AuthSettings settings, InstantSource clock) {
        this.settings = settings;
        this.keys = new PublishedKeys(settings, clock);
        this.clock = clock;
    }

    /** What a token says of itself; to be believed in nothing but where to look. */
    private record Header(String algorithm, String key) {}

    @Override
    public CompletableFuture<Ruling> of(String authorization) {
        if (authorization == null) {
            return now(new NotBelieved(
                    "Nobody says whose events these are: send Authorization: Bearer and a token; " + GET_ONE, false));
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return now(new NotBelieved("Authorization must be Bearer and a token; " + GET_ONE, false));
        }
        String token = authorization.substring(SCHEME.length()).strip();
        Optional<Header> header = header(token);
        if (header.isEmpty()) {
            return now(refused("What follows Bearer is no signed JWT; " + GET_ONE));
        }
        if (!ALGORITHM.equals(header.get().algorithm())) {
            return now(refused("The token's alg is " + shown(header.get().algorithm())
                    + ", and only EdDSA is believed; " + GET_ONE));
        }
        String id = header.get().key();
        if (id == null) {
            return now(refused("The token does not name its key (kid); " + GET_ONE));
        }
        return keys.find(id)
                .thenApply(key -> key.map(
                                each -> seen.find(token, each, clock.instant()).orElseGet(() -> judged(token, each)))
                        .orElseGet(() -> refused("The token's key " + shown(id) + " is not among those at "
                                + settings.keys() + ": it was withdrawn, or the token is another site's; " + GET_ONE)))
                .exceptionally(SignedSenders::unknown);
    }

    private Ruling judged(String token, PublicKey key) {
        Claims claims;
        try {
            claims = Jwts.parser()
                    .verifyWith(key)
                    .clock(() -> Date.from(clock.instant()))
                    .clockSkewSeconds(SKEW_SECONDS)
                    .requireIssuer(settings.issuer())
                    .build()
                    .parseSignedClaims(token)
                    .getPayload();
        } catch (ExpiredJwtException e) {
            return refused(
                    "The token expired at " + e.getClaims().getExpiration().toInstant()
                            + "; get another from the site at POST /v1/accounts, and the next one before it expires, with the one before");
        } catch (PrematureJwtException e) {
            return refused("The token does not count before "
                    + e.getClaims().getNotBefore().toInstant() + "; check the clock of who made it");
        } catch (SignatureException e) {
            return refused("The token's signature is not by the key that it names; " + GET_ONE);
        } catch (ClaimJwtException e) {
            return refused("The token's iss is not " + settings.issuer() + "; " + GET_ONE);
        } catch (JwtException | IllegalArgumentException e) {
            return refused("What follows Bearer is no signed JWT; " + GET_ONE);
        }
        Ruling ruling = speaker(claims);
        if (ruling instanceof SpeaksFor believed) {
            seen.put(token, key, claims.getExpiration().toInstant().plusSeconds(SKEW_SECONDS), believed);
        }
        return ruling;
    }

    private static Ruling speaker(Claims claims) {
        if (claims.getExpiration() == null) {
            return refused("The token never expires (it has no exp), so it is not believed; " + GET_ONE);
        }
        String actor = claims.getSubject();
        String device = claims.get("device") instanceof String text ? text : null;
        if (!isId(actor) || !isId(device)) {
            return refused("The token must name an account (sub) and its device (device), 1 to " + MAX_ID
                    + " characters each; " + GET_ONE);
        }
        return new SpeaksFor(new Speaker(actor, device));
    }

    private static boolean isId(String text) {
        return text != null && !text.isEmpty() && text.length() <= MAX_ID;
    }

    private static Ruling unknown(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new NotKnown(
                cause instanceof KeysUnavailable ? cause.getMessage() : "Tokens cannot be checked: " + cause);
    }

    private static Optional<Header> header(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(Base64.getUrlDecoder().decode(parts[0]))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String algorithm = null;
            String key = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("alg")) {
                    algorithm = json.getText();
                } else if (json.currentToken() == JsonToken.VALUE_STRING && name.equals("kid")) {
                    key = json.getText();
                }
                json.skipChildren();
            }
            return Optional.of(new Header(algorithm, key));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of what a stranger wrote: short, and nothing but plain characters. */
    private static String shown(String value) {
        if (value == null) {
            return "missing";
        }
        String plain = value.replaceAll("[^A-Za-z0-9._~-]", "?");
        return "'" + (plain.length() <= 80 ? plain : plain.substring(0, 80) + "…") + "'";
    }

    private static Ruling refused(String detail) {
        return new NotBelieved(detail, true);
    }

    private static CompletableFuture<Ruling> now(Ruling ruling) {
        return CompletableFuture.completedFuture(ruling);
    }
}

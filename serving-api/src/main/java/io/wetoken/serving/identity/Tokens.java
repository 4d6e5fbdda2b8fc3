package io.wetoken.serving.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * JWTs (RFC 7519) signed with EdDSA: the subject is the account, the claim {@code device} the device. They are what collectors ask for too, which find
 * the public keys at {@code /v1/keys}. Nothing is stored, so a token counts until it expires.
 */
public final class Tokens {
    private static final String DEVICE = "device";
    private static final String ISSUER = "wetoken";
    /** Some 600 bytes each. */
    private static final int MOST_REMEMBERED = 10_000;

    private final KeyPair keys;
    private final PublicJwk<?> published;
    private final Duration lifetime;
    private final InstantSource clock;
    private final JwtParser parser;
    /** What was found to be good; who reads a feed sends the same token with every page. */
    private final Cache<String, Token> good =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** @param lifetime of a token */
    public Tokens(KeyPair keys, Duration lifetime, InstantSource clock) {
        this.keys = keys;
        this.published = Jwks.builder().key(keys.getPublic()).idFromThumbprint().build();
        this.lifetime = lifetime;
        this.clock = clock;
        // Ten times as fast as the JDK's at checking a signature: the first page of everybody's feed waits for it.
        this.parser = Jwts.parser()
                .verifyWith(keys.getPublic())
                .provider(new BouncyCastleProvider())
                .requireIssuer(ISSUER)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** Whom a token speaks for, and until when. */
    public record Token(AccountId account, DeviceId device, String text, Instant expiresAt) {}

    public Token issue(AccountId account, DeviceId device) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        String text = Jwts.builder()
                .header()
                .keyId(published.getId())
                .and()
                .issuer(ISSUER)
                .subject(account.value())
                .claim(DEVICE, device.value())
                .issuedAt(Date.from(now))
                .expiration(Date.from(expiresAt))
                .signWith(keys.getPrivate(), Jwts.SIG.EdDSA)
                .compact();
        return new Token(account, device, text, expiresAt);
    }

    /** @throws Unauthorized when it is forged, expired or no token at all */
    Token read(String text) {
        Token remembered = good.getIfPresent(text);
        if (remembered != null && clock.instant().isBefore(remembered.expiresAt())) {
            return remembered;
        }
        Token checked = check(text);
        good.put(text, checked);
        return checked;
    }

    private Token check(String text) {
        try {
            var claims = parser.parseSignedClaims(text).getPayload();
            return new Token(
                    new AccountId(claims.getSubject()),
                    new DeviceId(claims.get(DEVICE, String.class)),
                    text,
                    claims.getExpiration().toInstant());
        } catch (JwtException | IllegalArgumentException | NullPointerException e) {
            throw new Unauthorized("The token is not valid or has expired; get a new one at /v1/accounts", e);
        }
    }

    /** A JWK set (RFC 7517). */
    Map<String, Object> keySet() {
        return Map.of("keys", List.of(Map.copyOf(published)));
    }
}

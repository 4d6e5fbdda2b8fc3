package io.wetoken.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.wetoken.ingest.core.Speaker;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, good and forged, before keys that a real server publishes. Only the clock is a toy. */
class SignedSendersTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final KeyPair KEY = KeyServer.pair();
    private static final KeyPair OTHER = KeyServer.pair();
    private static final Senders.Ruling ANN = new Senders.SpeaksFor(new Speaker("ann", "phone"));

    private final KeyServer site = new KeyServer(0);
    private Instant now = NOON;
    private Senders senders;

    @BeforeEach
    void publish() {
        site.publish(KEY);
        senders = new SignedSenders(new AuthSettings(site.address(), "wetoken", MAX_AGE, PAUSE), () -> now);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aTokenOfTheSiteSpeaksForItsAccountAndDevice() {
        assertThat(ruling(good())).isEqualTo(ANN);
        assertThat(senders.of("bearer  " + good() + " ").join()).isEqualTo(ANN);
        assertThat(site.asked()).isEqualTo(1);
    }

    @Test
    void withoutATokenThereIsNobody() {
        for (String header : new String[] {null, "", "Basic YW5uOnB3", "Bearer"}) {
            assertThat(senders.of(header).join())
                    .as(header)
                    .isInstanceOfSatisfying(Senders.NotBelieved.class, refused -> {
                        assertThat(refused.shown()).isFalse();
                        assertThat(refused.detail()).contains("POST /v1/accounts");
                    });
        }
    }

    @Test
    void anExpiredTokenIsRefusedWithTheTime() {
        now = NOON.plus(Duration.ofHours(1)).plusSeconds(31);

        assertThat(refusal(good())).contains("expired at 2026-11-21T13:00:00Z").contains("POST /v1/accounts");
        now = NOON.plus(Duration.ofHours(1)).plusSeconds(29);
        assertThat(ruling(good())).isEqualTo(ANN);
    }

    @Test
    void aTokenOfTheFutureOrOfAnotherIssuerOrWithoutAnEndIsRefused() {
        assertThat(refusal(ours().notBefore(Date.from(NOON.plusSeconds(60))))).contains("before 2026-11-21T12:01:00Z");
        assertThat(refusal(ours().issuer("somebody"))).contains("iss is not wetoken");
        assertThat(refusal(ours().issuer(null))).contains("iss is not wetoken");
        assertThat(refusal(ours().expiration(null))).contains("never expires");
        assertThat(refusal(ours().subject(null))).contains("must name an account");
        assertThat(refusal(ours().subject("a".repeat(65)))).contains("must name an account");
        assertThat(refusal(ours().claim("device", null))).contains("must name an account");
        assertThat(refusal(ours().claim("device", 7))).contains("must name an account");
    }

    @Test
    void whoSignsWithAnotherKeyUnderTheSameNameIsRefused() {
        String forged = unsigned().signWith(OTHER.getPrivate(), Jwts.SIG.EdDSA).compact();

        assertThat(refusal(forged)).contains("signature is not by the key");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String claims = good().split("\\.", -1)[1];
        for (String algorithm : new String[] {"none", "None", "NONE", ""}) {
            String header = encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + KeyServer.id(KEY) + "\"}");

            assertThat(refusal(header + "." + claims + ".")).contains("only EdDSA is believed");
        }
        assertThat(refusal(encoded("{\"kid\":\"" + KeyServer.id(KEY) + "\"}") + "." + claims + "."))
                .contains("alg is missing");
        String stripped = good().substring(0, good().lastIndexOf('.') + 1);
        assertThat(refusal(stripped)).contains("no signed JWT");
    }

    /** The classic confusion: what everybody may know, the public key, taken for a secret. */
    @Test
    void thePublicKeyIsNoSecretToSignWith() {
        byte[] secret = KEY.getPublic().getEncoded();
        String forged =
                unsigned().signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256).compact();

        assertThat(refusal(forged)).contains("alg is 'HS256'");
        String[] parts = forged.split("\\.", -1);
        String dressed = encoded("{\"alg\":\"EdDSA\",\"alg\":\"HS256\",\"kid\":\"" + KeyServer.id(KEY) + "\"}");
        assertThat(ruling(dressed + "." + parts[1] + "." + parts[2])).isInstanceOf(Senders.NotBelieved.class);
        dressed = encoded("{\"alg\":\"HS256\",\"alg\":\"EdDSA\",\"kid\":\"" + KeyServer.id(KEY) + "\"}");
        assertThat(ruling(dressed + "." + parts[1] + "." + parts[2])).isInstanceOf(Senders.NotBelieved.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTokenThatWasChangedAnywhereIsRefused(long seed) {
        Random random = new Random(seed);
        String token = good();
        for (int i = 0; i < 50; i++) {
            int at = random.nextInt(token.length());
            char other = "ABCxyz019-_.".charAt(random.nextInt(12));
            // The last character of each part holds bits that no decoder reads.
            boolean padding = at + 1 == token.length() || token.charAt(at + 1) == '.';
            if (token.charAt(at) == other || padding) {
                continue;
            }
            String changed = token.substring(0, at) + other + token.substring(at + 1);

            assertThat(ruling(changed))
                    .as("seed %d, character %d to %s", seed, at, other)
                    .isInstanceOf(Senders.NotBelieved.class);
        }
    }

    @Test
    void aNewKeyIsFoundAtOnceAndAWithdrawnOneForgotten() {
        assertThat(ruling(good())).isEqualTo(ANN);
        site.publish(OTHER);
        now = NOON.plus(PAUSE);

        assertThat(ruling(KeyServer.token(OTHER, "ann", "phone", NOON.plusSeconds(600))))
                .isEqualTo(ANN);
        assertThat(refusal(good())).contains("not among those at " + site.address());
        assertThat(site.asked()).isEqualTo(2);
    }

    /** Whether a token was seen before makes it neither longer nor more widely believed. */
    @Test
    void aTokenThatWasGoodDoesNotOutliveItsTimeItsKeyOrAnothersKeyOfTheSameName() {
        String token = good();
        assertThat(ruling(token)).isEqualTo(ANN);
        assertThat(ruling(token)).isEqualTo(ANN);
        site.publish(KeyServer.set(KeyServer.id(KEY), OTHER));
        now = NOON.plus(MAX_AGE);

        assertThat(refusal(token)).contains("signature is not by the key");
        site.publish(KEY);
        now = now.plus(MAX_AGE);
        assertThat(ruling(token)).isEqualTo(ANN);
        now = NOON.plus(Duration.ofHours(1)).plusSeconds(31);
        assertThat(refusal(token)).contains("expired");
    }

    @Test
    void madeUpKeysDoNotMakeTheCollectorAskWithoutEnd() {
        for (int i = 0; i < 100; i++) {
            refusal(KeyServer.token(KeyServer.pair(), "ann", "phone", NOON.plusSeconds(600)));
            assertThat(ruling(good())).isEqualTo(ANN);
        }
        assertThat(site.asked()).isEqualTo(1);
        now = NOON.plus(PAUSE);
        refusal(KeyServer.token(OTHER, "ann", "phone", NOON.plusSeconds(600)));
        assertThat(site.asked()).isEqualTo(2);
    }

    @Test
    void untilTheKeysAreKnownNothingIsPromised() {
        site.stop();

        assertThat(unknown())
                .contains("Tokens cannot be checked")
                .contains(site.address().toString());
        site.start();
        assertThat(unknown()).as("in the pause nobody asks again").contains("Tokens cannot be checked");
        now = NOON.plus(PAUSE);
        assertThat(ruling(good())).isEqualTo(ANN);
    }

    @Test
    void knownKeysCountOnWhileTheSiteIsAway() {
        assertThat(ruling(good())).isEqualTo(ANN);
        site.stop();
        for (int minutes = 1; minutes < 60; minutes += 7) {
            now = NOON.plus(Duration.ofMinutes(minutes));

            assertThat(ruling(good())).as("after %d minutes", minutes).isEqualTo(ANN);
        }
    }

    @Test
    void whatIsNoKeySetChangesNothing() {
        assertThat(ruling(good())).isEqualTo(ANN);
        for (String answer : new String[] {"", "[]", "<html>", "{\"keys\":[]}", "{\"keys\":7}"}) {
            site.publish(answer);
            now = now.plus(MAX_AGE);
            countsOnUntilAskedFor(answer);
        }
        site.answerWith(500);
        now = now.plus(MAX_AGE);
        countsOnUntilAskedFor("status 500");
    }

    private void countsOnUntilAskedFor(String answer) {
        int before = site.asked();
        String lasting = KeyServer.token(KEY, "ann", "phone", now.plusSeconds(60));
        await().until(() -> {
            assertThat(ruling(lasting)).as(answer).isEqualTo(ANN);
            return site.asked() > before;
        });
    }

    @Test
    void whoHasAKnownKeyDoesNotWaitForASiteThatHangs() {
        assertThat(ruling(good())).isEqualTo(ANN);
        site.hang();
        now = NOON.plus(MAX_AGE);
        assertThat(ruling(good()))
                .as("after the first attempt has been given up")
                .isEqualTo(ANN);
        now = now.plus(PAUSE);

        assertThat(senders.of("Bearer " + good())).isCompletedWithValue(ANN);
    }

    private String good() {
        return KeyServer.token(KEY, "ann", "phone", NOON.plus(Duration.ofHours(1)));
    }

    private static JwtBuilder ours() {
        return unsigned().signWith(KEY.getPrivate(), Jwts.SIG.EdDSA);
    }

    private static JwtBuilder unsigned() {
        return Jwts.builder()
                .header()
                .keyId(KeyServer.id(KEY))
                .and()
                .issuer("wetoken")
                .subject("ann")
                .claim("device", "phone")
                .expiration(Date.from(NOON.plusSeconds(60)));
    }

    private String refusal(JwtBuilder token) {
        return refusal(token.compact());
    }

    private String refusal(String token) {
        Senders.Ruling ruling = ruling(token);
        assertThat(ruling).isInstanceOf(Senders.NotBelieved.class);
        assertThat(((Senders.NotBelieved) ruling).shown()).isTrue();
        return ((Senders.NotBelieved) ruling).detail();
    }

    private String unknown() {
        Senders.Ruling ruling = ruling(good());
        assertThat(ruling).isInstanceOf(Senders.NotKnown.class);
        return ((Senders.NotKnown) ruling).detail();
    }

    private Senders.Ruling ruling(String token) {
        return senders.of("Bearer " + token).join();
    }

    private static String encoded(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    }
}

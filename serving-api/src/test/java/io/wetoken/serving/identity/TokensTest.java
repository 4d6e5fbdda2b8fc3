package io.wetoken.serving.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TokensTest {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Tokens tokens = new Tokens(keys(), Duration.ofHours(1), () -> now);

    @Test
    void aTokenThatIsRememberedCountsUntilItExpiresAndNoLonger() {
        String text = tokens.issue(new AccountId("ann"), new DeviceId("phone")).text();
        assertThat(tokens.read(text).account()).isEqualTo(new AccountId("ann"));
        now = now.plus(Duration.ofMinutes(59));
        assertThat(tokens.read(text).account()).isEqualTo(new AccountId("ann"));
        now = now.plus(Duration.ofMinutes(2));
        assertThatThrownBy(() -> tokens.read(text)).isInstanceOf(Unauthorized.class);
    }

    @Test
    void aTokenOfOtherKeysIsRefusedAgainAndAgain() {
        String foreign = new Tokens(keys(), Duration.ofHours(1), () -> now)
                .issue(new AccountId("ann"), new DeviceId("phone"))
                .text();
        assertThatThrownBy(() -> tokens.read(foreign)).isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> tokens.read(foreign)).isInstanceOf(Unauthorized.class);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }
}

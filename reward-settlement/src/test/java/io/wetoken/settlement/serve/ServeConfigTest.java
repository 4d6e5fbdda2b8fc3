package io.wetoken.settlement.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServeConfigTest {
    @Test
    void theDefaultsAreThoseOfTheGuide() {
        assertThat(of(Map.of()))
                .isEqualTo(new ServeConfig(
                        "127.0.0.1",
                        8082,
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(900),
                        new AlertConfig(
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(60),
                                Duration.ofHours(12),
                                Duration.ofHours(4),
                                Duration.ofHours(12))));
    }

    @Test
    void alertsAreSignedOrNotSent() {
        assertThatThrownBy(() -> of(Map.of("alert.url", "https://hooks.example/x")))
                .hasMessageContaining("alert.secretFile is not");
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> of(Map.of("alert.url", "ftp://hooks.example/c0ffee", "alert.secretFile", "s")))
                .hasMessageContaining("https://")
                .message()
                .doesNotContain("c0ffee");
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of("settlement.port", "x", "settlement.lookSeconds", "0")))
                .hasMessageContaining("settlement.port")
                .hasMessageContaining("settlement.lookSeconds");
    }

    private static ServeConfig of(Map<String, String> values) {
        return ServeConfig.from(Settings.of("test", values));
    }
}

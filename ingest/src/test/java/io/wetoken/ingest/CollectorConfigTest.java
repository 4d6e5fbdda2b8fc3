package io.wetoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.ingest.auth.AuthSettings;
import io.wetoken.ingest.limits.RateSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap", "k:9092", "secrets.dir", "s", "ingest.auth", "off");

    @Test
    void theReferenceFileNamesTheDefaults() throws IOException {
        Properties reference = new Properties();
        try (InputStream in = CollectorConfigTest.class.getResourceAsStream("/ingest-reference.properties")) {
            reference.load(in);
        }
        Map<String, String> all = new HashMap<>();
        reference.stringPropertyNames().forEach(key -> all.put(key, reference.getProperty(key)));
        all.putAll(REQUIRED);

        assertThat(config(all)).isEqualTo(config(REQUIRED));
    }

    @Test
    void everyLimitCanBeSet() {
        CollectorConfig config = config(with("ingest.maxAgeMs", "1", "ingest.futureToleranceMs", "2"));

        assertThat(config.limits().maxAge()).hasMillis(1);
        assertThat(config.limits().futureTolerance()).hasMillis(2);
    }

    @Test
    void whetherSendersAreSignedMustBeWrittenDown() {
        assertThat(config(REQUIRED).auth()).isEmpty();
        assertThat(config(with("ingest.auth", "jwt", "ingest.auth.keys", "https://site.example/v1/keys"))
                        .auth())
                .contains(new AuthSettings(
                        URI.create("https://site.example/v1/keys"),
                        "wetoken",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(5)));
        assertThatThrownBy(() -> config(with("ingest.auth", "on")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest.auth must be jwt or off, is 'on'");
        assertThatThrownBy(() -> config(with("ingest.auth", "jwt")))
                .hasMessageContaining("ingest.auth.keys is missing");
        for (String keys : new String[] {"identity.key", "file:///etc/keys", "https:", "https://a b"}) {
            assertThatThrownBy(() -> config(with("ingest.auth", "jwt", "ingest.auth.keys", keys)))
                    .as(keys)
                    .hasMessageContaining("ingest.auth.keys");
        }
        assertThatThrownBy(() -> config(Map.of("kafka.bootstrap", "k:1", "secrets.dir", "s")))
                .hasMessageContaining("ingest.auth is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example/v1/keys, false",
        "http://127.0.0.1:8080/v1/keys, false",
        "http://localhost:8080/v1/keys, false",
        "http://[::1]:8080/v1/keys, false",
        "http://site.example/v1/keys, true",
        "http://127.0.0.1.example/v1/keys, true",
        "http://10.0.0.7:8080/v1/keys, true"
    })
    void keysOverPlainHttpFromElsewhereCanBeForged(String keys, boolean forged) {
        assertThat(config(with("ingest.auth", "jwt", "ingest.auth.keys", keys))
                        .auth()
                        .orElseThrow()
                        .keysCanBeForged())
                .isEqualTo(forged);
    }

    @Test
    void aLimitHoldsAWholeBodyOrIsNone() {
        assertThat(config(REQUIRED).rates()).isEqualTo(new RateSettings(6_000, 300_000, 3_000, 6_000, 20_000));
        assertThat(config(with("ingest.limit.deviceEvents", "0")).rates().deviceEvents())
                .isZero();
        assertThatThrownBy(() -> config(with("ingest.limit.deviceEvents", "499")))
                .hasMessageContaining("ingest.limit.deviceEvents must be 0 or at least 500");
    }

    @Test
    void originsAndProxiesAreLists() throws IOException {
        CollectorConfig config = config(with(
                "ingest.corsOrigins",
                "https://app.example, http://127.0.0.1:3000",
                "ingest.trustedProxies",
                "10.0.0.1, 2001:db8::1"));

        assertThat(config.doors().corsOrigins())
                .containsExactlyInAnyOrder("https://app.example", "http://127.0.0.1:3000");
        assertThat(config.doors().trustedProxies())
                .containsExactlyInAnyOrder(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("2001:db8:0::1"));
        assertThat(config(REQUIRED).doors().corsOrigins()).isEmpty();
        assertThat(config(REQUIRED).doors().trustedProxies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "app.example", "https://app.example/", "https://App.example", "https://a.b,"})
    void whatNoBrowserSendsIsNoOrigin(String origin) {
        assertThatThrownBy(() -> config(with("ingest.corsOrigins", origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest.corsOrigins must be origins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/8", "10.0.0.256", "any", "1"})
    void aProxyIsTrustedByItsAddressOnly(String proxy) {
        assertThatThrownBy(() -> config(with("ingest.trustedProxies", proxy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest.trustedProxies must be none or IP addresses, comma-separated; '" + proxy);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> config(Map.of("ingest.auth", "off", "ingest.port", "x")))
                .hasMessageContaining("kafka.bootstrap is missing")
                .hasMessageContaining("ingest.port must be a whole number")
                .hasMessageContaining("secrets.dir is missing");
        assertThatThrownBy(() -> config(with("ingest.recordedDoor", "ajar")))
                .hasMessageContaining("ingest.recordedDoor must be shut or open, is 'ajar'");
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> all = new HashMap<>(REQUIRED);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private static CollectorConfig config(Map<String, String> values) {
        return CollectorConfig.from(Settings.of("test", values));
    }
}

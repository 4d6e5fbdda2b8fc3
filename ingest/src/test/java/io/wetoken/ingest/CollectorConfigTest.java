package io.wetoken.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

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
    void onlyAuthOffIsHonestToday() {
        assertThatThrownBy(() -> config(with("ingest.auth", "on")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ingest.auth must be 'off', is 'on'");
        assertThatThrownBy(() -> config(Map.of("kafka.bootstrap", "k:1", "secrets.dir", "s")))
                .hasMessageContaining("ingest.auth is missing");
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

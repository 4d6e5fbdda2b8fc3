package io.wetoken.media.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.media.core.Limits;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap", "k:1", "media.dir", "/m", "media.uploads.dir", "/u");

    @Test
    void theDefaultsAreThese() {
        assertThat(WorkerConfig.from(Settings.of("test", REQUIRED)))
                .isEqualTo(new WorkerConfig(
                        "k:1",
                        Path.of("/m"),
                        Path.of("/u"),
                        4,
                        Duration.ofSeconds(10),
                        3,
                        Runtime.getRuntime().availableProcessors(),
                        new Limits(2L << 30, 1_800, 35_651_584, 4L << 30, 60, 60)));
    }

    @Test
    void theReferenceFileSaysTheSame() throws IOException {
        Properties reference = new Properties();
        try (Reader in = new InputStreamReader(
                WorkerConfig.class.getResourceAsStream("/media-reference.properties"), StandardCharsets.UTF_8)) {
            reference.load(in);
        }
        Map<String, String> all = new HashMap<>(REQUIRED);
        reference.stringPropertyNames().forEach(key -> all.put(key, reference.getProperty(key)));
        Settings settings = Settings.of("reference", all);
        assertThat(WorkerConfig.from(settings)).isEqualTo(WorkerConfig.from(Settings.of("test", REQUIRED)));
        // Nothing in it is misspelt.
        settings.checkNothingElse();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> WorkerConfig.from(Settings.of("test", Map.of("media.leaseMs", "5"))))
                .hasMessageContaining("kafka.bootstrap is missing")
                .hasMessageContaining("media.dir is missing")
                .hasMessageContaining("media.leaseMs must be a whole number from 6000");
    }
}

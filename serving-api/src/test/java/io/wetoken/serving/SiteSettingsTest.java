package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SiteSettingsTest {
    @Test
    void theDefaultsAreTheseAndOnlyTheLoopbackAddressListens() {
        SiteSettings settings = SiteSettings.of(Settings.of(
                "test", Map.of("hbase.zookeeper", "h:1", "chain.url", "http://c:2", "chain.contracts", "/c.json")));

        assertThat(settings)
                .isEqualTo(new SiteSettings(
                        "127.0.0.1", 8080, "h:1", "http://c:2", "http://c:2", Path.of("/c.json"), 200));
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThatThrownBy(() -> SiteSettings.of(Settings.of(
                        "we.properties", Map.of("serving.port", "eighty", "serving.live.maxSubscribers", "0"))))
                .hasMessageContainingAll(
                        "we.properties",
                        "hbase.zookeeper is missing",
                        "chain.url is missing",
                        "chain.contracts is missing",
                        "serving.port must be a whole number from 0 to 65535, is 'eighty'",
                        "serving.live.maxSubscribers");
    }

    @Test
    void aNodeThatIsNoHttpAddressIsRefused() {
        assertThatThrownBy(() -> SiteSettings.of(Settings.of(
                        "we.properties",
                        Map.of(
                                "hbase.zookeeper",
                                "h:1",
                                "chain.url",
                                "ipc:node; script-src *",
                                "chain.contracts",
                                "/c"))))
                .hasMessageContaining("chain.url");
    }
}

package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.api.AccountLookup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SiteSettingsTest {
    @Test
    void theDefaultsAreTheseAndOnlyTheLoopbackAddressListens() {
        SiteSettings settings = SiteSettings.of(Settings.of(
                "test", Map.of("hbase.zookeeper", "h:1", "chain.url", "http://c:2", "chain.contracts", "/c.json")));

        assertThat(settings)
                .isEqualTo(new SiteSettings(
                        "127.0.0.1",
                        8080,
                        "h:1",
                        "http://c:2",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Path.of("/c.json"),
                        false,
                        200));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:18545,,http://127.0.0.1:18545",
        "http://localhost:1/rpc,,http://localhost:1/rpc",
        "http://[::1]:8545,,http://[::1]:8545",
        "https://mainnet.example/v3/0123456789abcdef,,",
        "http://127.0.0.1.example:8545,,",
        "http://localhost.example/,,",
        "http://10.0.0.7:8545,,",
        "https://mainnet.example/v3/0123456789abcdef,https://public.example,https://public.example",
    })
    void aNodeElsewhereIsPublicOnlyWhenTheOperatorSaysSo(String url, String publicUrl, String expected) {
        Map<String, String> values =
                new HashMap<>(Map.of("hbase.zookeeper", "h:1", "chain.url", url, "chain.contracts", "/c"));
        if (publicUrl != null) {
            values.put("chain.publicUrl", publicUrl);
        }

        assertThat(SiteSettings.of(Settings.of("test", values)).publicChainUrl())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,,THIS_MACHINE,false",
        "::1,,THIS_MACHINE,false",
        "127.0.0.1,open,EVERYBODY,false",
        "0.0.0.0,,NOBODY,false",
        "::,,NOBODY,false",
        "10.0.0.7,loopback,NOBODY,false",
        "0.0.0.0,open,EVERYBODY,true",
    })
    void accountsAreLookedUpFromThisMachineUnlessTheOperatorSaysMore(
            String bind, String lookup, AccountLookup.Allowed allowed, boolean warned) {
        Map<String, String> values = new HashMap<>(Map.of(
                "hbase.zookeeper", "h:1", "chain.url", "http://c:2", "chain.contracts", "/c", "serving.bind", bind));
        if (lookup != null) {
            values.put("serving.accountLookup", lookup);
        }
        SiteSettings settings = SiteSettings.of(Settings.of("test", values));

        assertThat(settings.accountLookup()).isEqualTo(allowed);
        assertThat(settings.publishesOwners()).isEqualTo(warned);
    }

    @Test
    void aLookupIsLoopbackOrOpen() {
        assertThatThrownBy(() -> SiteSettings.of(Settings.of(
                        "test",
                        Map.of(
                                "hbase.zookeeper",
                                "h:1",
                                "chain.url",
                                "http://c:2",
                                "chain.contracts",
                                "/c",
                                "serving.accountLookup",
                                "yes"))))
                .hasMessageContaining("serving.accountLookup must be loopback or open, is 'yes'");
    }

    @Test
    void aNodesAddressIsNotRepeated() {
        assertThatThrownBy(() -> SiteSettings.of(Settings.of(
                        "test",
                        Map.of(
                                "hbase.zookeeper",
                                "h:1",
                                "chain.url",
                                "https://user:SECRET@node.example/SECRET",
                                "chain.contracts",
                                "/c"))))
                .hasMessageContaining("chain.url must be an http or https address")
                .hasMessageNotContaining("SECRET");
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

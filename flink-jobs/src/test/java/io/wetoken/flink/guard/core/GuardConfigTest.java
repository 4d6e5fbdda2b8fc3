package io.wetoken.flink.guard.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class GuardConfigTest {
    @Test
    void theDefaultsAreThese() {
        assertThat(GuardConfig.reference())
                .isEqualTo(new GuardConfig(
                        691_200_000,
                        new GuardConfig.Rate(
                                60_000,
                                new GuardConfig.Limits(12, 40, 3_000),
                                new GuardConfig.Limits(30, 100, 12_000),
                                new GuardConfig.Limits(250, 800, 50_000),
                                3_600_000),
                        new GuardConfig.Watching(5_000, 600_000, 30_000, 60_000, 86_400_000, 3, 3_600_000, 64),
                        new GuardConfig.Device(5, 604_800_000),
                        new GuardConfig.Address(50, 86_400_000, 200_000, 64, 512),
                        new GuardConfig.Tokens(604_800_000, 512, 3, 86_400_000, 3_600_000)));
    }

    @Test
    void everyBadKeyIsNamedAtOnce() throws IOException {
        Map<String, String> values = reference();
        values.remove("rate.taps.in10s");
        values.put("watch.strikes", "many");
        values.put("address.regularPpm", "1000001");
        values.put("device.acounts", "7");

        assertThatThrownBy(() -> GuardConfig.of(Settings.of("mine.properties", values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.properties: ")
                .hasMessageContaining("rate.taps.in10s is missing")
                .hasMessageContaining("watch.strikes must be a whole number from 1 to 100000, is 'many'")
                .hasMessageContaining("address.regularPpm must be a whole number from 0 to 1000000, is '1000001'")
                .hasMessageContaining("device.acounts is unknown");
    }

    @Test
    void aMemoryShorterThanAWindowIsRefused() throws IOException {
        Map<String, String> values = reference();
        values.put("memory.ms", "604799999");
        assertThatThrownBy(() -> GuardConfig.of(Settings.of("mine", values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("memory.ms 604799999 is shorter than the longest window, 604800000");
    }

    @Test
    void accountsThatCanNeverBeExceededAreRefused() throws IOException {
        Map<String, String> values = reference();
        values.put("address.kept", "50");
        assertThatThrownBy(() -> GuardConfig.of(Settings.of("mine", values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address.kept 50 must exceed address.accounts 50, or they are never exceeded");
    }

    private static Map<String, String> reference() throws IOException {
        Properties read = new Properties();
        try (InputStream in = GuardConfig.class.getResourceAsStream("guard.properties")) {
            read.load(in);
        }
        Map<String, String> values = new HashMap<>();
        read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key)));
        return values;
    }
}

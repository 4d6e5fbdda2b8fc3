package io.wetoken.settlement;

import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.epoch.SettlementConfig;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all commands that need the settings have in common. */
final class ConfigOption {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the settings file")
    private Path file;

    @Option(names = "--json", description = "print the result as one JSON object, on the last line")
    private boolean json;

    boolean json() {
        return json;
    }

    /** @throws IllegalArgumentException naming everything that is wrong with the settings */
    SettlementConfig load() {
        try {
            return SettlementConfig.from(file, Settings.load(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }
}

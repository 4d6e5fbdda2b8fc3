package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.serve.ServeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands that need the settings have in common. */
final class ConfigOption {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the settings file")
    private Path file;

    @Option(names = "--json", description = "print the result as one JSON object, on the last line")
    private boolean json;

    private Optional<Path> log = Optional.empty();

    boolean json() {
        return json;
    }

    /** @throws InputException naming everything that is wrong with the settings */
    SettlementConfig load() throws InputException {
        SettlementConfig settings = load(file);
        log = Optional.of(settings.log());
        return settings;
    }

    /** @throws InputException naming everything that is wrong with the settings */
    static SettlementConfig load(Path file) throws InputException {
        try {
            return SettlementConfig.from(file, Settings.load(file));
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        } catch (IOException e) {
            throw new InputException("Cannot read the settings in " + file + ": " + Traces.message(e), e);
        }
    }

    /** @throws InputException naming everything that is wrong with the settings of the server */
    ServeConfig serving() throws InputException {
        try {
            return ServeConfig.from(Settings.load(file));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InputException("Cannot read the settings in " + file + ": " + Traces.message(e), e);
        }
    }

    /** Where the settings say that logs go, once they are loaded. */
    Optional<Path> log() {
        return log;
    }

    /** @param date what was given on the command line */
    static Epoch epoch(String date) throws InputException {
        try {
            return Epoch.parse(date);
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }
}

package io.wetoken.settlement;

import io.wetoken.behaviour.Epoch;
import picocli.CommandLine.Option;

/** The epoch that a command is about. */
final class DateOption {
    @Option(names = "--date", required = true, paramLabel = "D", description = "the epoch, such as 2026-11-21")
    private String date;

    /** @throws InputException when it is no day */
    Epoch epoch() throws InputException {
        return ConfigOption.epoch(date);
    }
}

package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How days are served.
 *
 * @param port of {@code /health}, {@code /ready} and {@code /metrics}; 0: any that is free
 * @param from the first day that may be paid; empty: the first that the store or the archive knows
 * @param look how long after a look that left nothing to do the next one is
 * @param retry how long after the first look that failed or must wait
 * @param retryMost the longest such time
 */
public record ServeConfig(
        String bind,
        int port,
        Optional<Epoch> from,
        Duration look,
        Duration retry,
        Duration retryMost,
        AlertConfig alerts) {

    /** @throws IllegalArgumentException naming every problem at once */
    public static ServeConfig from(Settings settings) {
        Optional<Epoch> from = settings.optional("settlement.from").map(Epoch::parse);
        long retry = settings.number("settlement.retrySeconds", 30, 1, 3600);
        long most = settings.number("settlement.retryMostSeconds", 900, 1, 86_400);
        ServeConfig config = new ServeConfig(
                settings.text("settlement.bind", "127.0.0.1"),
                (int) settings.number("settlement.port", 8082, 0, 65_535),
                from,
                Duration.ofSeconds(settings.number("settlement.lookSeconds", 60, 1, 3600)),
                Duration.ofSeconds(retry),
                Duration.ofSeconds(most),
                AlertConfig.from(settings));
        settings.check();
        if (most < retry) {
            throw new IllegalArgumentException(
                    "settlement.retryMostSeconds is " + most + ", below settlement.retrySeconds, which is " + retry);
        }
        return config;
    }
}

package io.wetoken.ingest.replay;

import io.wetoken.behaviour.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** What the commands that speak to a collector's administrative door have in common on their command lines. */
public final class DoorOptions {
    @Option(
            names = "--patience",
            paramLabel = "S",
            defaultValue = "120",
            description = "Seconds to try on while the collector cannot take events; default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /** @param name of the command, before each line of progress on standard error */
    public DoorClient client(URI collector, InstantSource clock, String name) {
        return new DoorClient(collector, Duration.ofSeconds(patience), clock, System.err, name);
    }

    /** The first of the configured collectors, as text; the caller checks the settings. */
    public static String first(Settings settings) {
        return settings.text("collectors").split(",", -1)[0].trim();
    }

    /** @throws IllegalArgumentException when it is not the address of a web server */
    public static URI collector(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("A collector is an address such as http://127.0.0.1:8081, not " + uri);
        }
        return uri;
    }
}

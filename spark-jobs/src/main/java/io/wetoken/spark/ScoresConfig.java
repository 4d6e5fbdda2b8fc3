package io.wetoken.spark;

import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param archive a Hadoop path or URI
 * @param epochs a local directory (a mounted one on a cluster), for settlement writes and reads there too
 * @param linksKey {@code links.publicKey}, by default {@code links.pub} in {@code secrets.dir}: the public key of share links; without such a file no link
 *     counts
 */
record ScoresConfig(String archive, Path epochs, Optional<Path> linksKey) {
    /** @throws IllegalArgumentException naming every key that is missing */
    static ScoresConfig from(Settings settings) {
        ScoresConfig config = new ScoresConfig(
                settings.text("archive.dir"),
                Path.of(settings.text("epochs.dir")),
                settings.optional("links.publicKey")
                        .map(Path::of)
                        .or(() -> settings.optional("secrets.dir")
                                .map(secrets -> Path.of(secrets, LinkKeys.PUBLIC_FILE))));
        settings.check();
        return config;
    }

    /**
     * The text of the key; empty where there is none.
     *
     * @throws IllegalArgumentException naming the file when it holds something else
     */
    Optional<String> publicKey() throws IOException {
        if (linksKey.isEmpty() || !Files.exists(linksKey.get())) {
            return Optional.empty();
        }
        String text = Files.readString(linksKey.get());
        try {
            LinkKeys.publicKey(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(linksKey.get() + ": " + e.getMessage(), e);
        }
        return Optional.of(text);
    }
}

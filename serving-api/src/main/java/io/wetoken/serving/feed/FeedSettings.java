package io.wetoken.serving.feed;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param models {@code models.dir}: where trained models are; without it feeds are of what trends and what is new
 * @param kafka {@code kafka.bootstrap}: where pages are logged; without it they are not
 * @param knownClips {@code feed.knownClips}: of how many clips the site remembers what it read, about 800 bytes each; as many as the model knows, or pages wait for the
 *     store
 * @param experiments {@code experiments.dir}: where experiments are started and ended; without it nobody is in any
 */
public record FeedSettings(Optional<Path> models, Optional<String> kafka, int knownClips, Optional<Path> experiments) {
    private static final int USUAL_KNOWN = 50_000;
    private static final int MOST_KNOWN = 10_000_000;

    public static FeedSettings of(Settings settings) {
        FeedSettings read = new FeedSettings(
                settings.optional("models.dir").map(Path::of),
                settings.optional("kafka.bootstrap"),
                (int) settings.number("feed.knownClips", USUAL_KNOWN, 1_000, MOST_KNOWN),
                settings.optional("experiments.dir").map(Path::of));
        settings.check();
        return read;
    }
}

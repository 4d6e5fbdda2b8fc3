package io.wetoken.serving.feed;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param models {@code models.dir}: where trained models are; without it feeds are of what trends and what is new
 * @param kafka {@code kafka.bootstrap}: where pages are logged; without it they are not
 */
public record FeedSettings(Optional<Path> models, Optional<String> kafka) {
    public static FeedSettings of(Settings settings) {
        return new FeedSettings(settings.optional("models.dir").map(Path::of), settings.optional("kafka.bootstrap"));
    }
}

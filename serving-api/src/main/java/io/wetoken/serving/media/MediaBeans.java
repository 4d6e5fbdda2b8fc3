package io.wetoken.serving.media;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Media, where {@code media.dir} says that there are some. */
@Configuration(proxyBeanMethods = false)
public class MediaBeans {
    @Bean
    MediaController mediaController(Settings settings) {
        return new MediaController(settings.optional("media.dir").map(Path::of).map(Library::new));
    }
}

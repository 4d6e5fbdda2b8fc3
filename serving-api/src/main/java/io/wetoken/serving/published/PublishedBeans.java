package io.wetoken.serving.published;

import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.SiteSettings;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publications, where {@code published.dir} says that there are some. */
@Configuration(proxyBeanMethods = false)
public class PublishedBeans {
    @Bean
    PublishedController publishedController(Settings settings, SiteSettings site, Deployment contracts) {
        return new PublishedController(
                settings.optional("published.dir").map(Path::of).map(Shelf::new), contracts, site.publicChainUrl());
    }
}

package io.wetoken.serving.space;

import io.wetoken.serving.clip.ClipViews;
import io.wetoken.serving.identity.IdentitySettings;
import io.wetoken.serving.identity.Who;
import io.wetoken.serving.secrets.KeyFiles;
import io.wetoken.store.Store;
import java.io.IOException;
import java.security.KeyPair;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spaces and links, wired. */
@Configuration(proxyBeanMethods = false)
public class SpaceBeans {
    @Bean
    SpacesController spacesController(Store store, ClipViews views, Who who, InstantSource clock) {
        return new SpacesController(store, views, who, clock);
    }

    @Bean
    LinksController linksController(Store store, Who who, KeyFiles keys, IdentitySettings identity, InstantSource clock)
            throws IOException {
        KeyPair pair = keys.pair("links.key");
        PublishedKey.write(identity.secrets(), pair.getPublic());
        return new LinksController(store, who, pair, clock);
    }
}

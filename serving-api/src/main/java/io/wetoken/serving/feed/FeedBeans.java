package io.wetoken.serving.feed;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.clip.ClipViews;
import io.wetoken.serving.identity.IdentitySettings;
import io.wetoken.serving.identity.Who;
import io.wetoken.serving.secrets.KeyFiles;
import io.wetoken.store.Store;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed, wired. */
@Configuration(proxyBeanMethods = false)
public class FeedBeans {
    @Bean
    FeedSettings feedSettings(Settings settings) {
        return FeedSettings.of(settings);
    }

    @Bean
    CurrentModel currentModel(FeedSettings settings, InstantSource clock) {
        return new CurrentModel(settings.models(), clock);
    }

    @Bean
    ServedLog servedLog(FeedSettings settings) {
        return new ServedLog(settings.kafka());
    }

    @Bean
    ClipViews clipViews(Store store) {
        return new ClipViews(store);
    }

    @Bean
    FeedController feedController(
            Store store,
            ClipViews views,
            CurrentModel model,
            ServedLog log,
            KeyFiles keys,
            IdentitySettings identity,
            Who who,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        Feeds feeds = new Feeds(store, views, model, new Offer(store, clock), log, clock, random);
        Cursors cursors = new Cursors(keys.bytes("feed.key", Cursors.KEY_BYTES));
        return new FeedController(feeds, cursors, ItemTokens.with(keys, identity.secrets(), clock), who, clock);
    }
}

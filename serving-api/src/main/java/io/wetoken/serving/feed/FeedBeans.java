package io.wetoken.serving.feed;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.analysis.Analyses;
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
import org.springframework.context.annotation.Lazy;

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
    KnownClips knownClips(Store store, Analyses analyses, FeedSettings settings, InstantSource clock) {
        return new KnownClips(new ClipReader(store, analyses, clock), clock, settings.knownClips());
    }

    @Bean
    ShownClips shownClips(KnownClips known, InstantSource clock) {
        return new ShownClips(known, clock);
    }

    @Bean
    @Lazy(false)
    ReadAhead readAhead(CurrentModel model, KnownClips known, ShownClips shown) {
        ReadAhead ahead = new ReadAhead(model, known, shown);
        ahead.start();
        return ahead;
    }

    @Bean
    FeedController feedController(
            Store store,
            FeedSettings settings,
            KnownClips known,
            ShownClips shown,
            Analyses analyses,
            CurrentModel model,
            ServedLog log,
            KeyFiles keys,
            IdentitySettings identity,
            Who who,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        Feeds feeds = new Feeds(
                store,
                shown,
                new Situations(known, analyses),
                model,
                new PageMaker(known, new Offer(store, known, clock)),
                new RunningExperiments(settings.experiments(), clock),
                log,
                clock,
                random);
        Cursors cursors = new Cursors(keys.bytes("feed.key", Cursors.KEY_BYTES));
        return new FeedController(feeds, cursors, ItemTokens.with(keys, identity.secrets(), clock), who, clock);
    }
}

package io.wetoken.serving.hidden;

import io.wetoken.serving.feed.ServedLog;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Store;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people hide, wired. */
@Configuration(proxyBeanMethods = false)
public class HiddenBeans {
    @Bean
    HiddenController hiddenController(Store store, Who who, ServedLog log, InstantSource clock) {
        return new HiddenController(store, who, log, clock);
    }
}

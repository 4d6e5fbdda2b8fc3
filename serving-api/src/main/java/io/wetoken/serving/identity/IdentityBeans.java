package io.wetoken.serving.identity;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.SiteSettings;
import io.wetoken.serving.secrets.KeyFiles;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the site needs to know its callers; the clock and the chance of all other packages too. */
@Configuration(proxyBeanMethods = false)
public class IdentityBeans {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    IdentitySettings identitySettings(Settings settings) {
        return IdentitySettings.of(settings);
    }

    @Bean
    KeyFiles keyFiles(IdentitySettings settings, SecureRandom random) {
        return new KeyFiles(settings.secrets(), random);
    }

    @Bean
    Tokens tokens(KeyFiles keys, IdentitySettings settings, InstantSource clock) throws IOException {
        return new Tokens(keys.pair("identity.key"), settings.lifetime(), clock);
    }

    @Bean
    Who who(Tokens tokens) {
        return new Who(tokens);
    }

    @Bean
    AccountsController accountsController(
            Tokens tokens, Who who, SecureRandom random, IdentitySettings identity, SiteSettings site) {
        return new AccountsController(tokens, who, random, identity.signInAs() && site.listensToThisMachineOnly());
    }
}

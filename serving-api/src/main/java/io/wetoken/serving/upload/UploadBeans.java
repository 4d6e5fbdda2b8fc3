package io.wetoken.serving.upload;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Uploads, where there are a directory and a Kafka for them. */
@Configuration(proxyBeanMethods = false)
public class UploadBeans {
    /** What is taken in, and the thread that follows it. */
    record Intake(Optional<Receiving> receiving, Optional<Jobs> jobs, Optional<Following> following)
            implements DisposableBean {
        @Override
        public void destroy() throws InterruptedException {
            if (following.isPresent()) {
                following.get().stop();
            }
            jobs.ifPresent(Jobs::close);
        }
    }

    @Bean
    UploadSettings uploadSettings(Settings settings) {
        return UploadSettings.of(settings);
    }

    /** From the start: what workers tell is followed also while nobody asks. */
    @Bean
    @Lazy(false)
    Intake uploadIntake(UploadSettings settings, Store store, InstantSource clock) throws IOException {
        if (settings.directory().isEmpty() || settings.kafka().isEmpty()) {
            return new Intake(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Path directory = settings.directory().get();
        Jobs jobs = new Jobs(settings.kafka().get());
        Receiving receiving = new Receiving(settings, directory, store.uploads(), jobs, clock);
        return new Intake(
                Optional.of(receiving),
                Optional.of(jobs),
                Optional.of(new Following(settings.kafka().get(), store.uploads(), receiving, clock)));
    }

    @Bean
    UploadsController uploadsController(
            UploadSettings settings, Intake intake, Store store, Who who, InstantSource clock) {
        return new UploadsController(
                store.uploads(), who, intake.receiving(), new Publishing(store, settings.collectors(), clock));
    }
}

package io.wetoken.serving.analysis;

import io.wetoken.behaviour.Settings;
import io.wetoken.serving.identity.Who;
import io.wetoken.store.Store;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Analyses, where {@code analysis.dir} says that there are some. */
@Configuration(proxyBeanMethods = false)
public class AnalysisBeans {
    @Bean
    NewestAnalysis newestAnalysis(Settings settings) {
        return new NewestAnalysis(settings.optional("analysis.dir").map(Path::of));
    }

    @Bean
    Analyses analyses(NewestAnalysis newest) {
        return new Analyses(newest);
    }

    @Bean
    AnalysisController analysisController(NewestAnalysis newest, Store store, Who who) {
        return new AnalysisController(newest, store.clips(), who);
    }
}

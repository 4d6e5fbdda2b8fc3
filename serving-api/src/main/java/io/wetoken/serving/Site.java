package io.wetoken.serving;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.analysis.AnalysisBeans;
import io.wetoken.serving.api.AccountLookup;
import io.wetoken.serving.api.EpochReader;
import io.wetoken.serving.api.EpochsController;
import io.wetoken.serving.api.FiguresController;
import io.wetoken.serving.api.LiveController;
import io.wetoken.serving.api.SiteController;
import io.wetoken.serving.api.StateController;
import io.wetoken.serving.api.WalletsController;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.clip.ContentsController;
import io.wetoken.serving.feed.FeedBeans;
import io.wetoken.serving.hidden.HiddenBeans;
import io.wetoken.serving.identity.IdentityBeans;
import io.wetoken.serving.live.FiguresView;
import io.wetoken.serving.live.LiveFeed;
import io.wetoken.serving.media.MediaBeans;
import io.wetoken.serving.operations.OperationsBeans;
import io.wetoken.serving.published.PublishedBeans;
import io.wetoken.serving.space.SpaceBeans;
import io.wetoken.serving.upload.UploadBeans;
import io.wetoken.serving.web.ErrorPage;
import io.wetoken.serving.web.Headers;
import io.wetoken.serving.web.Pages;
import io.wetoken.serving.web.ProblemValve;
import io.wetoken.serving.web.Problems;
import io.wetoken.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The web application, wired from a store and a chain that the caller owns. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    LiveController.class,
    FiguresController.class,
    EpochsController.class,
    WalletsController.class,
    StateController.class,
    SiteController.class,
    ContentsController.class,
    IdentityBeans.class,
    FeedBeans.class,
    MediaBeans.class,
    UploadBeans.class,
    AnalysisBeans.class,
    SpaceBeans.class,
    HiddenBeans.class,
    OperationsBeans.class,
    PublishedBeans.class,
    Pages.class,
    Problems.class,
    ErrorPage.class
})
public class Site {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    /** Starts it; closing the context stops it. {@code local.server.port} of its environment is the port. */
    public static ConfigurableApplicationContext start(
            SiteSettings settings, Settings all, Deployment contracts, Store store, Chain chain) {
        return start(settings, all, contracts, store, chain, List.of());
    }

    /** @param more configuration classes or controllers beside its own */
    public static ConfigurableApplicationContext start(
            SiteSettings settings, Settings all, Deployment contracts, Store store, Chain chain, List<Class<?>> more) {
        if (settings.publishesOwners()) {
            LOG.warn("**********************************************************************");
            LOG.warn("*  serving.accountLookup=open on {}: ANYBODY who reaches this", settings.bind());
            LOG.warn("*  port can find out which account owns which address.                *");
            LOG.warn("**********************************************************************");
        }
        SpringApplication application = new SpringApplication(Site.class);
        application.addPrimarySources(more);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(SiteSettings.class, () -> settings);
            beans.registerBean(Settings.class, () -> all);
            beans.registerBean(Deployment.class, () -> contracts);
            beans.registerBean(Store.class, () -> store, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(Chain.class, () -> chain, definition -> definition.setDestroyMethodName(""));
        });
        return application.run("--server.address=" + settings.bind(), "--server.port=" + settings.port());
    }

    @Bean
    EpochReader epochReader(Store store, Deployment contracts, SiteSettings settings) {
        return new EpochReader(store, contracts, settings.publicChainUrl());
    }

    @Bean
    AccountLookup accountLookup(Store store, SiteSettings settings) {
        return new AccountLookup(store.wallets(), settings.accountLookup());
    }

    @Bean
    LiveFeed liveFeed(Store store, SiteSettings settings) {
        return new LiveFeed(subjects -> FiguresView.readAll(store, subjects), settings.maxSubscribers());
    }

    @Bean
    Headers headers(SiteSettings settings) {
        return new Headers(
                Stream.of(settings.collectorUrl(), settings.publicChainUrl()).flatMap(Optional::stream));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfHtml() {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.getPipeline().addValve(new ProblemValve());
            host.setErrorReportValveClass(ProblemValve.class.getName());
        });
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("WeToken")
                                .version("1")
                                .description(
                                        "Live figures, epochs with proofs, and wallets. Amounts are decimal text in base units (10^18 = 1 WE);"
                                                + " errors are application/problem+json (RFC 9457). Account ids never stand beside addresses."));
    }
}

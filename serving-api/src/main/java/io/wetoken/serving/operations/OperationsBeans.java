package io.wetoken.serving.operations;

import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.web.Pages;
import io.wetoken.store.Store;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The operations page, where operators are configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(IfOperators.class)
public class OperationsBeans {
    @Bean
    OperationsController operationsController(Settings settings, Store store, Deployment contracts, Pages pages) {
        OperationsSettings operations = OperationsSettings.of(settings);
        return new OperationsController(
                new Operators(operations.secret().orElseThrow()),
                store.epochs(),
                contracts,
                new RunFiles(operations.epochs()),
                pages);
    }
}

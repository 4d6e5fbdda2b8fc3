package io.wetoken.serving.operations;

import io.wetoken.behaviour.Settings;
import java.util.Objects;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Only where an operators' secret is configured: elsewhere nothing of this exists, and all of it is 404. */
final class IfOperators implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Objects.requireNonNull(context.getBeanFactory())
                .getBean(Settings.class)
                .optional(OperationsSettings.SECRET_FILE)
                .isPresent();
    }
}

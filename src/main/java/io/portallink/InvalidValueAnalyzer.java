package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names a setting whose value Spring Boot can't use; its own analyzer prints the value, too. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidValueAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    private final Environment environment;

    InvalidValueAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, InvalidConfigurationPropertyValueException cause) {
        String line = cause.getName() + " has the wrong form" + SettingOrigin.of(environment, cause.getName());
        return new FailureAnalysis(line, null, cause);
    }
}

package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Names a setting that has the wrong form. Spring Boot's own analyzer would print its value too: a key, perhaps. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableConfigurationAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private final Environment environment;

    UnreadableConfigurationAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        return new FailureAnalysis(line(cause), null, cause);
    }

    private String line(BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            ConfigurationProperty first =
                    unbound.getUnboundProperties().iterator().next();
            return first.getName() + " is no setting; a list begins with [0] and has no gaps"
                    + SettingOrigin.of(first.getOrigin());
        }
        if (property != null) {
            return property.getName() + " has the wrong form" + SettingOrigin.of(property.getOrigin());
        }
        String block = cause.getName().toString();
        return block + " holds a setting that can't be used" + SettingOrigin.of(environment, block);
    }
}

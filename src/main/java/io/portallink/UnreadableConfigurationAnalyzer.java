package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names a setting that has the wrong form. Spring Boot's own analyzer would print its value too: a key, perhaps. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableConfigurationAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        String setting = property == null
                ? cause.getName().toString()
                : property.getName() + " has the wrong form" + SettingOrigin.of(property.getOrigin());
        return new FailureAnalysis(setting, null, cause);
    }
}

package io.portallink;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names a property of ours that has the wrong form. Boot's own analyzer would print its value too: a key, perhaps. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableConfigurationAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String name = (cause.getProperty() == null
                        ? cause.getName()
                        : cause.getProperty().getName())
                .toString();
        return name.startsWith("portal")
                ? new FailureAnalysis(name + " has the wrong form; correct it as the README shows", null, cause)
                : null;
    }
}

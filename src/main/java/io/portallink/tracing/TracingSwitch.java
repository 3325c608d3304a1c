package io.portallink.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves Spring Boot's tracing out, whole, unless an endpoint for spans is configured. Otherwise it would make spans with
 * nowhere to send them, keep a thread for that, and hand a caller's trace on to the platforms.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPENTELEMETRY = "org.springframework.boot.opentelemetry.";
    /** Our log is on standard output. */
    private static final String LOGGING = OPENTELEMETRY + "autoconfigure.logging.";

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = environment.containsProperty(ENDPOINT);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            wanted[i] = classes[i] == null || isWanted(classes[i]);
        }
        return wanted;
    }

    private boolean isWanted(String name) {
        boolean ofTracing = name.startsWith(TRACING) || name.startsWith(OPENTELEMETRY);
        return !ofTracing || (on && !name.startsWith(LOGGING));
    }
}

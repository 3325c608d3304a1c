package io.portallink.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context, and no baggage. A caller of the API has its trace continued. A browser is a stranger: its headers
 * begin no trace of their choosing and force no sampling. A platform gets {@code traceparent} and nothing more, since
 * {@code tracestate} holds whatever the caller's tracing vendor put there.
 */
final class CallerContext implements TextMapPropagator {

    private static final String PARENT = "traceparent";
    private static final String API = "/v1/";

    private final TextMapPropagator w3c = W3CTraceContextPropagator.getInstance();

    @Override
    public Collection<String> fields() {
        return w3c.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        w3c.inject(context, carrier, (to, key, value) -> {
            if (key.equals(PARENT)) {
                setter.set(to, key, value);
            }
        });
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        boolean trusted = carrier instanceof HttpServletRequest request
                && request.getRequestURI().startsWith(API);
        return trusted ? w3c.extract(context, carrier, getter) : context;
    }
}

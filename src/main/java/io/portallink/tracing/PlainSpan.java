package io.portallink.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Set;

/**
 * A span with named attributes only. Spring's has the request's path beside its template, and tickets are in the path; an
 * exception is an event with its message, and that may say anything.
 */
final class PlainSpan extends DelegatingSpanData {

    private static final Set<String> HARMLESS = Set.of("method", "uri", "status", "outcome", "exception", "platform");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    private final Attributes attributes;

    PlainSpan(SpanData span) {
        super(span);
        this.attributes = span.getAttributes().toBuilder()
                .removeIf(key -> !HARMLESS.contains(key.getKey()))
                .build();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    /** Without a description; a problem that was answered in good order is an error, too. */
    @Override
    public StatusData getStatus() {
        String outcome = String.valueOf(attributes.get(OUTCOME));
        boolean failed = getKind() == SpanKind.CLIENT ? !outcome.equals("ok") : outcome.equals("SERVER_ERROR");
        return failed ? StatusData.error() : StatusData.unset();
    }
}

package io.portallink.upstream;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.portallink.portal.PlatformId;
import java.util.HashMap;
import java.util.Map;

/** A call's span, where there is tracing. Where there is none, each method gives back a constant, or what it got. */
class PlatformSpans {

    static final PlatformSpans NONE = new PlatformSpans();

    Span start(PlatformId platform, UpstreamCall call) {
        return Span.NOOP;
    }

    /** The call with the header that continues the trace. */
    UpstreamCall carrying(Span span, UpstreamCall call) {
        return call;
    }

    /** Notes the answer's status. */
    UpstreamReply seen(Span span, UpstreamReply reply) {
        return reply;
    }

    void end(Span span, String outcome) {}

    /** Nothing of the URL, the headers or the body: {@code tracing} lets no other attribute out, either. */
    static final class Traced extends PlatformSpans {

        private final Tracer tracer;
        private final Propagator propagator;

        Traced(Tracer tracer, Propagator propagator) {
            this.tracer = tracer;
            this.propagator = propagator;
        }

        @Override
        Span start(PlatformId platform, UpstreamCall call) {
            return tracer.spanBuilder()
                    .name(call.method() + " " + platform)
                    .kind(Span.Kind.CLIENT)
                    .tag("method", call.method())
                    .tag("platform", platform.value())
                    .start();
        }

        @Override
        UpstreamCall carrying(Span span, UpstreamCall call) {
            Map<String, String> headers = new HashMap<>(call.headers());
            propagator.inject(span.context(), headers, (ignored, name, value) -> headers.put(name, value));
            return call.with(headers);
        }

        @Override
        UpstreamReply seen(Span span, UpstreamReply reply) {
            span.tag("status", String.valueOf(reply.status()));
            return reply;
        }

        @Override
        void end(Span span, String outcome) {
            span.tag("outcome", outcome).end();
        }
    }
}

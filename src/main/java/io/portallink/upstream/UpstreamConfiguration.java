package io.portallink.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** The span of a call to a platform; none without tracing, whose beans are not there then. */
    @Bean
    PlatformSpans platformSpans(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        Tracer traced = tracer.getIfAvailable();
        return traced == null ? PlatformSpans.NONE : new PlatformSpans.Traced(traced, propagator.getObject());
    }

    @Bean
    UpstreamClients upstreamClients(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            MeterRegistry meters,
            PlatformSpans spans,
            ObjectProvider<Lanes> lanes,
            Clock clock) {
        Lanes byPlatform = (platform, ignored) -> platform.value();
        return new UpstreamClients(breakers, bulkheads, meters, spans, lanes.getIfAvailable(() -> byPlatform), clock);
    }
}

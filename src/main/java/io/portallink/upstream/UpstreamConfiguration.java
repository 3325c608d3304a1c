package io.portallink.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    @Bean
    UpstreamClients upstreamClients(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            MeterRegistry meters,
            ObjectProvider<Lanes> lanes,
            Clock clock) {
        Lanes byPlatform = (platform, ignored) -> platform.value();
        return new UpstreamClients(breakers, bulkheads, meters, lanes.getIfAvailable(() -> byPlatform), clock);
    }
}

package io.portallink.upstream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portallink.portal.Deadline;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The real {@link UpstreamClients} without Spring, each with registries of its own. */
public final class UpstreamKit {

    static final PlatformId PLATFORM = new PlatformId("stub");
    static final String KEY = "SECRET-credential";

    static {
        // as application.yaml does: at DEBUG the HTTP client prints every header
        ((Logger) LoggerFactory.getLogger("org.apache")).setLevel(Level.INFO);
    }

    private UpstreamKit() {}

    public static UpstreamClients clients() {
        return clients(Clock.systemUTC(), CircuitBreakerRegistry.ofDefaults(), new SimpleMeterRegistry());
    }

    static UpstreamClients clients(Clock clock, CircuitBreakerRegistry breakers, MeterRegistry meters) {
        return clients(clock, breakers, meters, new LocalGates(new Ticks(clock)));
    }

    static UpstreamClients clients(
            Clock clock, CircuitBreakerRegistry breakers, MeterRegistry meters, GateStore gates) {
        return new UpstreamClients(
                breakers,
                BulkheadRegistry.ofDefaults(),
                meters,
                PlatformSpans.NONE,
                (platform, ignored) -> platform.value(),
                gates,
                clock);
    }

    static UpstreamClient client(int maxConcurrent, int budgetPerMinute) {
        return clients().create(PLATFORM, "X-Request-Id", maxConcurrent, budgetPerMinute);
    }

    /** Opens after four calls of which half failed, for ten seconds. */
    static CircuitBreakerRegistry nervousBreakers() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .build());
    }

    static UpstreamCall call(String url, String credential, Duration time) {
        return new UpstreamCall(
                "POST",
                URI.create(url),
                Map.of("API-Key", credential),
                "",
                new Secret(credential),
                new MerchantId("m_1"),
                Deadline.in(time));
    }
}

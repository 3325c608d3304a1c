package io.portallink.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.PlatformId;
import java.time.Clock;

/** Makes a platform's {@link UpstreamClient}; every connector takes one, so all share the same rules. */
public final class UpstreamClients {

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final MeterRegistry meters;
    private final PlatformSpans spans;
    private final Lanes lanes;
    private final Clock clock;

    UpstreamClients(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            MeterRegistry meters,
            PlatformSpans spans,
            Lanes lanes,
            Clock clock) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.meters = meters;
        this.spans = spans;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * @param requestIdHeader the header in which the platform names its request
     * @param maxConcurrent calls under way at once; more are refused at once
     * @param budgetPerMinute calls a minute for each credential; 0: no budget
     */
    public UpstreamClient create(PlatformId platform, String requestIdHeader, int maxConcurrent, int budgetPerMinute) {
        if (maxConcurrent < 1) {
            throw new InvalidConfiguration("portal.platforms." + platform + ".max-concurrent", "must be 1 or more");
        }
        if (budgetPerMinute < 0) {
            throw new InvalidConfiguration(
                    "portal.platforms." + platform + ".budget-per-minute", "must be 0 (no budget) or more");
        }
        Guards guards = new Guards(platform, maxConcurrent, breakers, bulkheads);
        Gate gate = new Gate(budgetPerMinute, clock);
        HttpTransport transport = new HttpTransport(requestIdHeader, maxConcurrent, clock);
        return new UpstreamClient(platform, transport, guards, gate, lanes, meters, spans, clock);
    }
}

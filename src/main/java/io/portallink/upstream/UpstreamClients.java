package io.portallink.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.PlatformId;
import java.time.Clock;
import java.util.function.Supplier;

/** Makes a platform's {@link UpstreamClient}; every connector takes one, so all share the same rules. */
public final class UpstreamClients {

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final MeterRegistry meters;
    private final PlatformSpans spans;
    private final Lanes lanes;
    private final GateStore gates;
    private final Clock clock;

    UpstreamClients(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            MeterRegistry meters,
            PlatformSpans spans,
            Lanes lanes,
            GateStore gates,
            Clock clock) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.meters = meters;
        this.spans = spans;
        this.lanes = lanes;
        this.gates = gates;
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
        Gate gate = new Gate(platform, budgetPerMinute, gates);
        gauges(platform, gate, budgetPerMinute);
        HttpTransport transport = new HttpTransport(requestIdHeader, maxConcurrent, clock);
        watch(platform, "leased", () -> transport.connections().getTotalStats().getLeased());
        watch(
                platform,
                "available",
                () -> transport.connections().getTotalStats().getAvailable());
        return new UpstreamClient(platform, transport, guards, gate, lanes, meters, spans, clock);
    }

    private void gauges(PlatformId platform, Gate gate, int budgetPerMinute) {
        Gauge.builder("portal.platform.tap.closed", gate, g -> g.isTapClosed() ? 1 : 0)
                .description("1 while a 429 of the platform holds calls back, as this replica knows")
                .tag("platform", platform.value())
                .register(meters);
        if (budgetPerMinute > 0) {
            Gauge.builder("portal.platform.budget.left", gate, Gate::budgetLeft)
                    .description("Calls that the scarcest credential has left, as this replica last saw it")
                    .tag("platform", platform.value())
                    .register(meters);
        }
    }

    private void watch(PlatformId platform, String state, Supplier<Number> connections) {
        Gauge.builder("portal.platform.connections", connections)
                .description("Connections to a platform: leased to a call, or kept open for the next")
                .tags("platform", platform.value(), "state", state)
                .register(meters);
    }
}

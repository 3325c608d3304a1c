package io.portallink.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalFailure;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A platform's bulkhead and breaker, made by lane from the shared defaults of resilience4j's configuration. */
final class Guards {

    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final CircuitBreakerConfig breakerConfig;
    private final BulkheadConfig bulkheadConfig;
    private final Duration whenOpen;

    Guards(PlatformId platform, int maxConcurrent, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.breakerConfig = CircuitBreakerConfig.from(breakers.getDefaultConfig())
                .recordException(Guards::unwell)
                .ignoreException(Guards::notSent)
                .build();
        this.bulkheadConfig = BulkheadConfig.from(bulkheads.getDefaultConfig())
                .maxConcurrentCalls(maxConcurrent)
                .build();
        this.whenOpen = Duration.ofMillis(Math.max(
                1000, breakerConfig.getWaitIntervalFunctionInOpenState().apply(1)));
        breakers.circuitBreaker(platform.value(), breakerConfig); // so that health shows it before the first call
    }

    <T> T run(String lane, Supplier<T> call) {
        Bulkhead bulkhead = bulkheads.bulkhead(lane, bulkheadConfig);
        CircuitBreaker breaker = breakers.circuitBreaker(lane, breakerConfig);
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(call));
        } catch (BulkheadFullException ignored) {
            throw new PortalFailure.Unavailable(WHEN_FULL, false, null);
        } catch (CallNotPermittedException ignored) {
            throw new PortalFailure.Unavailable(whenOpen, false, null);
        }
    }

    /** What speaks of a platform that is unwell, not of one request that it refused. */
    private static boolean unwell(Throwable failure) {
        return failure instanceof PortalFailure.Unavailable || failure instanceof PortalFailure.TimedOut;
    }

    /** Nothing was sent, by our own rules or because our own store failed: that says nothing of the platform. */
    private static boolean notSent(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || (failure instanceof PortalFailure portalFailure && !portalFailure.reached());
    }
}

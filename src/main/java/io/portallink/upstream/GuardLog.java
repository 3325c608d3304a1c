package io.portallink.upstream;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of what wakes an operator: a breaker that opens, a bulkhead that refuses calls. A breaker changes every ten
 * seconds at most; a full bulkhead may refuse thousands of calls a second, and is told of once a minute.
 */
final class GuardLog {

    private static final Logger log = LoggerFactory.getLogger(GuardLog.class);
    private static final Duration BULKHEAD_INTERVAL = Duration.ofMinutes(1);

    private GuardLog() {}

    static void watch(CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {
        breakers.getEventPublisher().onEntryAdded(event -> watch(event.getAddedEntry()));
        bulkheads.getEventPublisher().onEntryAdded(event -> watch(event.getAddedEntry()));
    }

    private static void watch(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case OPEN, FORCED_OPEN ->
                    log.atWarn()
                            .addKeyValue("event", "breaker_open")
                            .addKeyValue("breaker", breaker.getName())
                            .log("breaker open: too many of the latest calls failed");
                case CLOSED ->
                    log.atInfo()
                            .addKeyValue("event", "breaker_closed")
                            .addKeyValue("breaker", breaker.getName())
                            .log("breaker closed: calls go through again");
                default -> {}
            }
        });
    }

    private static void watch(Bulkhead bulkhead) {
        Bucket lines = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillIntervally(1, BULKHEAD_INTERVAL))
                .build();
        bulkhead.getEventPublisher().onCallRejected(event -> {
            if (lines.tryConsume(1)) {
                log.atWarn()
                        .addKeyValue("event", "bulkhead_full")
                        .addKeyValue("bulkhead", bulkhead.getName())
                        .log("bulkhead full: calls are refused at once; told once a minute");
            }
        });
    }
}

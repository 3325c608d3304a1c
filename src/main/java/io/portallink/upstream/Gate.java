package io.portallink.upstream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.portallink.portal.PortalFailure;
import io.portallink.portal.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What holds calls back before they are sent: the tap, which a platform's 429 closes, and our own budget, which keeps us
 * from getting there. Both by lane and credential; credentials come from the configuration, so the maps stay small.
 */
final class Gate {

    private final int budgetPerMinute;
    private final Clock clock;
    private final Map<Key, Instant> closedUntil = new ConcurrentHashMap<>();
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    Gate(int budgetPerMinute, Clock clock) {
        this.budgetPerMinute = budgetPerMinute;
        this.clock = clock;
    }

    /** @throws PortalFailure.RateLimited when nothing may be sent now */
    void pass(String lane, Secret credential) {
        Key key = new Key(lane, credential);
        Instant until = closedUntil.get(key);
        if (until != null) {
            Duration left = Duration.between(clock.instant(), until);
            if (left.isPositive()) {
                throw new PortalFailure.RateLimited(left, false, null);
            }
            closedUntil.remove(key, until);
        }
        if (budgetPerMinute > 0) {
            spend(key);
        }
    }

    void close(String lane, Secret credential, Duration time) {
        Instant until = clock.instant().plus(time);
        closedUntil.merge(new Key(lane, credential), until, (a, b) -> a.isAfter(b) ? a : b);
    }

    private void spend(Key key) {
        ConsumptionProbe probe =
                buckets.computeIfAbsent(key, ignored -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new PortalFailure.RateLimited(Duration.ofNanos(probe.getNanosToWaitForRefill()), false, null);
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(budgetPerMinute).refillGreedy(budgetPerMinute, Duration.ofMinutes(1)))
                .build();
    }

    private record Key(String lane, Secret credential) {}
}

package io.portallink.upstream;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import java.time.Duration;
import java.time.Instant;

/**
 * A budget that holds in any minute. A plain token bucket lets twice its size through in one: all at once, and as many again
 * while it refills. So one bucket has 32 windows of 64 s, each of the whole budget, which begin 2 s after each other: whatever
 * 62 s one looks at lie inside one of them. The 2 s beyond a minute are for the way of a call to the platform. What that
 * costs: 64 s, not 60, until what was spent at once is there again.
 */
final class Windows {

    static final Duration LENGTH = Duration.ofSeconds(64);
    static final Duration STEP = Duration.ofSeconds(2);

    private Windows() {}

    static BucketConfiguration of(int budget) {
        ConfigurationBuilder windows = BucketConfiguration.builder();
        for (Duration start = Duration.ZERO; start.compareTo(LENGTH) < 0; start = start.plus(STEP)) {
            windows.addLimit(Bandwidth.builder()
                    .capacity(budget)
                    .refillIntervallyAligned(budget, LENGTH, Instant.EPOCH.plus(start))
                    .id(String.valueOf(start.toSeconds()))
                    .build());
        }
        return windows.build();
    }
}

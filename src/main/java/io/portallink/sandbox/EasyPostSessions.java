package io.portallink.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The simulated EasyPost's portal sessions: one use, 300 seconds from a creation time in whole seconds. */
final class EasyPostSessions {

    static final Duration LIFE = Duration.ofMinutes(5);
    static final int CAPACITY = 1000;

    /** 16 characters. */
    private static final int ID_BYTES = 12;

    private final Clock clock;
    private final ExpiringStore<EasyPostSession> store;

    EasyPostSessions(Clock clock) {
        this.clock = clock;
        this.store = new ExpiringStore<>(clock, LIFE, CAPACITY);
    }

    Created create(EasyPostSession session) {
        String id = Ids.urlSafe(ID_BYTES);
        Instant createdAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Created(id, createdAt, store.issue(id, session, createdAt));
    }

    Optional<ExpiringStore.Use<EasyPostSession>> use(String id) {
        return store.use(id);
    }

    record Created(String id, Instant createdAt, Instant expiresAt) {}
}

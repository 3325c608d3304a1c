package io.portallink.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * The simulated ShipEngine's secrets: login tokens that live 10 seconds and, stricter than documented, work once; and the
 * portal sessions that they open.
 */
final class ShipEngineTokens {

    static final Duration TOKEN_LIFE = Duration.ofSeconds(10);
    static final Duration SESSION_LIFE = Duration.ofMinutes(30);
    static final int CAPACITY = 1000;

    private static final int ID_BYTES = 32;

    /** Real tokens begin with eyJ too: an encoded JSON object. */
    private static final String HEADER = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"typ\":\"simulated\"}".getBytes(StandardCharsets.US_ASCII));

    private final Clock clock;
    private final ExpiringStore<String> tokens;
    private final ExpiringStore<ShipEngineSession> sessions;

    ShipEngineTokens(Clock clock) {
        this.clock = clock;
        this.tokens = new ExpiringStore<>(clock, TOKEN_LIFE, CAPACITY);
        this.sessions = new ExpiringStore<>(clock, SESSION_LIFE, CAPACITY);
    }

    String issue(String account) {
        String token = HEADER + "." + Ids.urlSafe(ID_BYTES) + "." + Ids.urlSafe(ID_BYTES);
        tokens.issue(token, account, clock.instant());
        return token;
    }

    Optional<ExpiringStore.Use<String>> use(String token) {
        return tokens.use(token);
    }

    /** The session's id; a secret. */
    String openSession(ShipEngineSession session) {
        String id = Ids.urlSafe(ID_BYTES);
        sessions.issue(id, session, clock.instant());
        return id;
    }

    /** A session that lives. */
    Optional<ShipEngineSession> session(String id) {
        return sessions.alive(id);
    }
}

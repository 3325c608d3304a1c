package io.portallink.sandbox;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ends the demonstration's own links before their time, behind the broker's back: waiting teaches nothing, and no caller of
 * the API may move a link's end. The store is the sandbox's own, in memory.
 */
class LinkExpiry {

    private static final String EXPIRE = """
            UPDATE portal_link SET expires_at = :now
             WHERE id = :id AND tenant = :tenant AND status = 'issued' AND expires_at > :now""";

    private final JdbcClient jdbc;
    private final Clock clock;

    LinkExpiry(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether there was something to end: a link of the demonstration that nobody had opened. */
    boolean expire(String id) {
        return jdbc.sql(EXPIRE)
                        .param("id", id)
                        .param("tenant", SandboxConfiguration.TENANT.value())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}

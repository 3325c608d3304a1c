package io.portallink.link;

import io.portallink.portal.MerchantId;
import io.portallink.portal.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How often a merchant's browser was sent back to the dashboard for a new link, across all its links: three times in ten
 * minutes, and then no more, so that no loop goes on for ever. A row holds the last three times; one conditional write decides.
 */
public final class Bounces {

    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final String AGAIN = """
            UPDATE refresh_bounce SET first_at = second_at, second_at = third_at, third_at = :now
             WHERE tenant = :tenant AND merchant_id = :merchant AND first_at <= :before""";

    private static final String FIRST = """
            INSERT INTO refresh_bounce (tenant, merchant_id, first_at, second_at, third_at)
            SELECT :tenant, :merchant, CAST(:never AS timestamp(6) with time zone),
                   CAST(:never AS timestamp(6) with time zone), CAST(:now AS timestamp(6) with time zone)
             WHERE NOT EXISTS (SELECT 1 FROM refresh_bounce WHERE tenant = :tenant AND merchant_id = :merchant)""";

    private static final String SWEEP = "DELETE FROM refresh_bounce WHERE third_at <= :before";

    private final JdbcClient jdbc;
    private final Clock clock;

    Bounces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes one more; {@code false} for the fourth within ten minutes, which must not leave. */
    public boolean another(TenantId tenant, MerchantId merchant) {
        Instant now = clock.instant();
        try {
            if (again(tenant, merchant, now) || first(tenant, merchant, now)) {
                return true;
            }
        } catch (DuplicateKeyException ignored) {
            // another request was the first, as it may have been without this exception too
        }
        return again(tenant, merchant, now);
    }

    private boolean again(TenantId tenant, MerchantId merchant, Instant now) {
        return jdbc.sql(AGAIN)
                        .param("tenant", tenant.value())
                        .param("merchant", merchant.value())
                        .param("now", PortalLinks.utc(now))
                        .param("before", PortalLinks.utc(now.minus(WINDOW)))
                        .update()
                == 1;
    }

    private boolean first(TenantId tenant, MerchantId merchant, Instant now) {
        return jdbc.sql(FIRST)
                        .param("tenant", tenant.value())
                        .param("merchant", merchant.value())
                        .param("now", PortalLinks.utc(now))
                        .param("never", PortalLinks.utc(Instant.EPOCH))
                        .update()
                == 1;
    }

    void sweep() {
        jdbc.sql(SWEEP)
                .param("before", PortalLinks.utc(clock.instant().minus(WINDOW)))
                .update();
    }
}

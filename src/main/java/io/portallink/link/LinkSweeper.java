package io.portallink.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases what an ended link needs no more, and deletes links past their retention; in batches, each its own transaction. Retention
 * is counted from the moment at which a link must have ended; what is noted later, such as a return, does not lengthen it.
 */
public final class LinkSweeper {

    private static final Logger log = LoggerFactory.getLogger(LinkSweeper.class);

    static final int BATCH = 500;

    /** From a link's creation to its end at the latest: the longest ticket, its lease, and the time of refreshes. */
    static final Duration LONGEST_LIFE =
            Duration.ofMinutes(10).plus(PortalLinks.LEASE).plus(Refreshes.WINDOW);

    // the lower bound is for H2: without one it begins at the index's NULLs, and reads as many as there are links
    private static final String ERASE = """
            UPDATE portal_link SET prefill = NULL, erase_at = NULL
             WHERE id IN (SELECT id FROM portal_link
                           WHERE erase_at >= TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00' AND erase_at <= :now
                           ORDER BY erase_at LIMIT :batch)
               AND erase_at <= :now""";

    private static final String DELETE = """
            DELETE FROM portal_link
             WHERE id IN (SELECT id FROM portal_link WHERE id < :before ORDER BY id LIMIT :batch)""";

    private final JdbcClient jdbc;
    private final Bounces bounces;
    private final Clock clock;
    private final Duration retention;

    LinkSweeper(JdbcClient jdbc, Bounces bounces, Clock clock, Duration retention) {
        this.jdbc = jdbc;
        this.bounces = bounces;
        this.clock = clock;
        this.retention = retention;
    }

    /** The number of links that were deleted. */
    public int sweep() {
        Instant now = clock.instant();
        bounces.sweep();
        inBatches(jdbc.sql(ERASE).param("now", PortalLinks.utc(now)));
        LinkId before = LinkId.firstOf(now.minus(retention).minus(LONGEST_LIFE));
        int deleted = inBatches(jdbc.sql(DELETE).param("before", before.value()));
        if (deleted > 0) {
            log.atInfo()
                    .addKeyValue("event", "portal_links_deleted")
                    .addKeyValue("count", deleted)
                    .log("portal links past their retention deleted");
        }
        return deleted;
    }

    private static int inBatches(JdbcClient.StatementSpec sql) {
        JdbcClient.StatementSpec batch = sql.param("batch", BATCH);
        int all = 0;
        int done = batch.update();
        while (done > 0) {
            all += done;
            done = done < BATCH ? 0 : batch.update();
        }
        return all;
    }
}

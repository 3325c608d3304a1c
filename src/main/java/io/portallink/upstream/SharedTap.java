package io.portallink.upstream;

import io.portallink.portal.Deadline;
import io.portallink.store.StoreTrouble;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tap of all replicas: closed by the database's clock, so the replicas' own may differ. Asked for at every call, by primary
 * key, so that the next call sees it wherever it is made. Where the store is down, a tap stays closed that was seen closed.
 */
final class SharedTap implements Tap {

    private static final Logger log = LoggerFactory.getLogger(SharedTap.class);

    private static final String LEFT = """
            SELECT ceil(extract(epoch FROM closed_until - clock_timestamp()) * 1000000) FROM platform_tap
             WHERE id = :id AND closed_until > clock_timestamp()""";

    private static final String CLOSE = """
            INSERT INTO platform_tap (id, closed_until)
            VALUES (:id, clock_timestamp() + :micros * INTERVAL '1 microsecond')
                ON CONFLICT (id) DO UPDATE SET closed_until = greatest(platform_tap.closed_until, excluded.closed_until)""";

    private final JdbcClient jdbc;
    private final LocalTap seen;

    SharedTap(JdbcClient jdbc, LocalTap seen) {
        this.jdbc = jdbc;
        this.seen = seen;
    }

    @Override
    public Duration closedFor(String key) {
        try {
            jdbc.sql(LEFT)
                    .param("id", key)
                    .query(Long.class)
                    .optional()
                    .ifPresent(micros -> seen.close(key, Duration.ofNanos(micros * 1000)));
        } catch (DataAccessException e) {
            if (seen.closedFor(key).isZero()) {
                throw e;
            }
        }
        return seen.closedFor(key);
    }

    @Override
    public void close(String key, Duration time, Deadline deadline) {
        seen.close(key, time);
        Thread writer = Thread.ofVirtual().name("close-tap").start(() -> share(key, time));
        try {
            writer.join(deadline.remaining());
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAnyClosed() {
        return seen.isAnyClosed();
    }

    private void share(String key, Duration time) {
        try {
            jdbc.sql(CLOSE)
                    .param("id", key)
                    .param("micros", time.toNanos() / 1000)
                    .update();
        } catch (DataAccessException e) {
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "tap_not_shared")
                    .log("a platform's 429 holds back this replica only: the store can't note it");
        }
    }
}

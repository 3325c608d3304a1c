package io.portallink.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Whether the store can be written, which no query tells: by a small write every few seconds, and by what becomes of all
 * others.
 */
public final class StoreWrites {

    /** A store that took no write for so long is out of order, whatever the reason. */
    static final Duration MAX_AGE = Duration.ofSeconds(10);

    /**
     * So long a refusal for want of room counts more than a check that goes well: the check's row fits where a new one does
     * not.
     */
    static final Duration DISK_COOLDOWN = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(StoreWrites.class);

    private static final String WRITE = "UPDATE store_check SET written_at = CURRENT_TIMESTAMP WHERE id = 1";

    private static final String READ_ONLY = "25006";

    /** What concerns all writes: H2's file may be read-only, too. */
    private static final Set<String> REFUSALS = Set.of(READ_ONLY, "90097");

    /** So does this, and a small write may go well all the same: disk full, input or output error; H2's disk full. */
    private static final Set<String> DISK = Set.of("53100", "58030", "90100");

    private final JdbcOperations jdbc;
    private final Runnable evictConnections;
    private final LongSupplier nanoTime;
    private volatile boolean refused;
    private volatile long writtenAt;
    private volatile long cooldownEnd;

    /**
     * @param evictConnections has the pool open new ones: a session may stay read-only that began on a server, or under a
     *     setting, that was
     */
    StoreWrites(JdbcOperations jdbc, Runnable evictConnections, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.evictConnections = evictConnections;
        this.nanoTime = nanoTime;
        this.writtenAt = nanoTime.getAsLong();
        this.cooldownEnd = writtenAt;
    }

    /** As far as is known. */
    public boolean isWritable() {
        return !refused && nanoTime.getAsLong() - writtenAt < MAX_AGE.toNanos();
    }

    /**
     * For what must not begin where its result can't be stored.
     *
     * @throws DataAccessResourceFailureException when the store is known to take no writes
     */
    public void requireWritable() {
        if (!isWritable()) {
            throw new DataAccessResourceFailureException("the store takes no writes");
        }
    }

    /** Notes how a write ended that somebody else made. */
    void failed(RuntimeException e) {
        SQLException cause = StoreTrouble.sql(e);
        boolean disk = isIn(DISK, cause);
        if (disk) {
            cooldownEnd = nanoTime.getAsLong() + DISK_COOLDOWN.toNanos();
        }
        if (!refused && (disk || cause instanceof BrokenFile || isIn(REFUSALS, cause))) {
            refuse(e);
        }
    }

    /** Writes; at a failure twice, since the first connection may have been a broken or an outdated one. */
    void check() {
        try {
            attempt();
        } catch (DataAccessException first) {
            evictReadOnly(first);
            try {
                attempt();
            } catch (DataAccessException e) {
                noAnswerOrRefused(e);
                return;
            }
        }
        writtenAt = nanoTime.getAsLong();
        if (refused && writtenAt - cooldownEnd >= 0) {
            evictConnections.run(); // some of them may have been opened just before
            refused = false;
            log.atInfo().addKeyValue("event", "store_writable").log("the store takes writes again");
        }
    }

    private void attempt() {
        jdbc.update(WRITE);
    }

    /** A pool that is exhausted, or a slow answer, is no refusal: that is what {@link #MAX_AGE} is for. */
    private void noAnswerOrRefused(DataAccessException e) {
        if (e instanceof DataAccessResourceFailureException && !(e instanceof CannotGetJdbcConnectionException)) {
            refuse(e);
        }
    }

    private void refuse(RuntimeException e) {
        boolean known = refused;
        refused = true;
        evictReadOnly(e);
        if (!known) {
            log.atWarn()
                    .addKeyValue("event", "store_unwritable")
                    .log("the store takes no writes, and this replica is not ready: {}", StoreTrouble.reason(e));
        }
    }

    private void evictReadOnly(RuntimeException e) {
        if (isIn(Set.of(READ_ONLY), StoreTrouble.sql(e))) {
            evictConnections.run();
        }
    }

    private static boolean isIn(Set<String> states, @Nullable SQLException e) {
        return e != null && e.getSQLState() != null && states.contains(e.getSQLState());
    }
}

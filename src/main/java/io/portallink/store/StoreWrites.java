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
    private final JdbcOperations unpooled;
    private final Runnable evictConnections;
    private final LongSupplier nanoTime;
    private volatile boolean refused;
    private volatile long writtenAt;
    private volatile long cooldownEnd;

    /**
     * @param jdbc by the pool's connections, as requests go
     * @param unpooled by a connection that is opened for it
     * @param evictConnections has the pool open new ones: a session may stay read-only that began on a server, or under a
     *     setting, that was
     */
    StoreWrites(JdbcOperations jdbc, JdbcOperations unpooled, Runnable evictConnections, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.unpooled = unpooled;
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

    /** Notes that somebody else's write went well, which says nothing of larger ones that were refused. */
    void succeeded() {
        writtenAt = nanoTime.getAsLong();
    }

    /** Notes how a write ended that somebody else made. */
    void failed(RuntimeException e) {
        SQLException cause = StoreTrouble.sql(e);
        boolean disk = isIn(DISK, cause);
        if (disk) {
            cooldownEnd = nanoTime.getAsLong() + DISK_COOLDOWN.toNanos();
        }
        if (disk || cause instanceof BrokenFile || isIn(REFUSALS, cause)) {
            refuse(e);
        }
    }

    /** Writes; at a failure once more, on a connection of its own, since the pool's may be broken or outdated. */
    void check() {
        boolean outdated = false;
        try {
            jdbc.update(WRITE);
        } catch (CannotGetJdbcConnectionException e) { // nor would a request get one
            return;
        } catch (DataAccessException pooled) {
            try {
                unpooled.update(WRITE);
            } catch (DataAccessException e) {
                noAnswerOrRefused(e);
                return;
            }
            outdated = isIn(Set.of(READ_ONLY), StoreTrouble.sql(pooled));
        }
        noteWritten(outdated);
    }

    private void noteWritten(boolean outdated) {
        writtenAt = nanoTime.getAsLong();
        boolean recovered = refused && writtenAt - cooldownEnd >= 0;
        if (outdated || recovered) { // some connections may have been opened just before
            evictConnections.run();
        }
        if (recovered) {
            refused = false;
            log.atInfo().addKeyValue("event", "store_writable").log("the store takes writes again");
        }
    }

    /** A pool that is exhausted, or a slow answer, is no refusal: that is what {@link #MAX_AGE} is for. */
    private void noAnswerOrRefused(DataAccessException e) {
        if (e instanceof DataAccessResourceFailureException && !(e instanceof CannotGetJdbcConnectionException)) {
            refuse(e);
        }
    }

    private void refuse(RuntimeException e) {
        if (refused) {
            return;
        }
        refused = true;
        if (isIn(Set.of(READ_ONLY), StoreTrouble.sql(e))) {
            evictConnections.run();
        }
        log.atWarn()
                .addKeyValue("event", "store_unwritable")
                .log("the store takes no writes, and this replica is not ready: {}", StoreTrouble.reason(e));
    }

    private static boolean isIn(Set<String> states, @Nullable SQLException e) {
        return e != null && e.getSQLState() != null && states.contains(e.getSQLState());
    }
}

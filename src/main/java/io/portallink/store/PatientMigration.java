package io.portallink.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Migrates without standing in anybody's way. A statement that changes a table waits for all that use it, and everybody who
 * comes later waits behind it, the older replicas' requests too: so it gives up after {@link #LOCK_TIMEOUT}, lets them pass,
 * and tries again.
 */
final class PatientMigration implements FlywayMigrationStrategy {

    /** Well below the 3 s for which a request waits for the store. */
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(PatientMigration.class);

    /** PostgreSQL's {@code lock_not_available}. */
    private static final String LOCKED = "55P03";

    private final StoreWait store;
    private final int attempts;
    private final Duration pause;

    PatientMigration(StoreWait store, int attempts, Duration pause) {
        this.store = store;
        this.attempts = attempts;
        this.pause = pause;
    }

    @Override
    public void migrate(Flyway flyway) {
        // kept open: an embedded store would be closed with its last connection, and opened anew
        try (Connection _ = store.connect()) {
            migratePatiently(flyway);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the store can't be used", e);
        }
    }

    private void migratePatiently(Flyway flyway) {
        for (int attempt = 1; attempt < attempts; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                awaitNext(e);
            }
        }
        last(flyway);
    }

    private void last(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw isLocked(e) ? new BlockedMigration(e) : e;
        }
    }

    private void awaitNext(FlywayException e) {
        if (!isLocked(e)) {
            throw e;
        }
        log.atWarn()
                .addKeyValue("event", "migration_waits")
                .log("a table that a migration changes is in use for long; it is tried again");
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    private static boolean isLocked(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCKED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}

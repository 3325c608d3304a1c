package io.portallink.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is only not up yet: one that is started together with the broker, or is failing over. */
final class StoreWait {

    private static final Logger log = LoggerFactory.getLogger(StoreWait.class);

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

    private final DataSource store;
    private final Duration timeout;
    private final Duration pause;

    StoreWait(DataSource store, Duration timeout, Duration pause) {
        this.store = store;
        this.timeout = timeout;
        this.pause = pause;
    }

    /**
     * The first connection that could be opened; the caller closes it.
     *
     * @throws SQLException at once for what does not pass by itself, else the last one when the time is up
     */
    Connection connect() throws SQLException {
        // else a SIGTERM would wait, too: Spring closes nothing before its start is over
        Thread stop = new Thread(Thread.currentThread()::interrupt, "store-wait-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return await();
        } finally {
            remove(stop);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // the process is ending already
        }
    }

    private Connection await() throws SQLException {
        long end = System.nanoTime() + timeout.toNanos();
        long nextLine = System.nanoTime();
        while (true) {
            try {
                return store.getConnection();
            } catch (SQLException e) {
                long left = end - System.nanoTime();
                if (left <= 0 || !StoreRemedy.passes(e)) {
                    throw e;
                }
                if (System.nanoTime() - nextLine >= 0) {
                    log(e, Duration.ofNanos(left));
                    nextLine += LOG_INTERVAL.toNanos();
                }
                pause(e);
            }
        }
    }

    private static void log(SQLException e, Duration left) {
        log.atWarn()
                .addKeyValue("event", "store_awaited")
                .addKeyValue("sql_state", e.getSQLState())
                .log("waiting for the store, {} s more at most: {}", left.toSeconds(), StoreRemedy.of(e));
    }

    private void pause(SQLException e) throws SQLException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }
}

package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;
import io.portallink.store.StoreTrouble;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/** In PostgreSQL, for all replicas. */
final class SharedGates implements GateStore {

    private static final Logger log = LoggerFactory.getLogger(SharedGates.class);

    private static final String SWEEP_TAPS = """
            DELETE FROM platform_tap WHERE id IN
                   (SELECT id FROM platform_tap WHERE closed_until < clock_timestamp() FOR UPDATE SKIP LOCKED)""";

    /** A bucket that nobody asked for an hour is full, and all its turns are over. */
    private static final String SWEEP_BUDGETS = """
            DELETE FROM platform_budget WHERE id IN
                   (SELECT id FROM platform_budget WHERE used_at < clock_timestamp() - INTERVAL '1 hour'
                       FOR UPDATE SKIP LOCKED)""";

    private final DataSource store;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final TimeMeter time;

    SharedGates(DataSource store, JdbcClient jdbc, TransactionOperations transactions, TimeMeter time) {
        this.store = store;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public Tap tap() {
        return new SharedTap(jdbc, new LocalTap(time));
    }

    @Override
    public TimeMeter time() {
        return time;
    }

    @Override
    public Budget budget(int perMinute) {
        return new SharedBudget(perMinute, store, jdbc, transactions);
    }

    /** What rotated credentials leave behind. */
    @Scheduled(initialDelay = 1, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            jdbc.sql(SWEEP_TAPS).update();
            jdbc.sql(SWEEP_BUDGETS).update();
        } catch (DataAccessException e) {
            StoreTrouble.because(log.atWarn(), e)
                    .addKeyValue("event", "housekeeping_failed")
                    .addKeyValue("task", "sweep_budgets")
                    .log("sweep_budgets failed; it is tried again in a quarter of an hour");
        }
    }
}

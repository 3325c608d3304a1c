package io.portallink.upstream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.portallink.store.StoreExceptionTranslator;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The budget of all replicas, in PostgreSQL. One row a key, which is locked while the bucket and its line are looked at and
 * changed, all in one transaction. The time is the database's, read under that lock: the replicas' clocks don't matter.
 */
final class SharedBudget implements Budget {

    /**
     * Makes the row or locks it. Should this process freeze with the lock in hand, the others wait for the time-out only.
     * The answer tells the budget that the row was made or last changed for.
     */
    private static final String LOCK = """
            INSERT INTO platform_budget (id, budget, used_at) VALUES (:id, :budget, clock_timestamp())
                ON CONFLICT (id) DO UPDATE SET used_at = clock_timestamp()
            RETURNING budget, used_at, set_config('idle_in_transaction_session_timeout', '3000', true)""";

    private static final String CHANGE = "UPDATE platform_budget SET budget = :budget WHERE id = :id";

    /**
     * Asks under way at once for one key. They wait for each other at its row anyhow, each with one of the pool's connections
     * in hand; the others wait before they take one, and leave the pool to other credentials.
     */
    static final int AT_ONCE = 4;

    /** The store's own: whoever waited so long would not have got an answer of it in time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final int budget;
    private final BucketConfiguration windows;
    private final DataSource store;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    /** Credentials come from the configuration, so the map stays small. */
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    SharedBudget(int budget, DataSource store, JdbcClient jdbc, TransactionOperations transactions) {
        this.budget = budget;
        this.windows = Windows.of(budget);
        this.store = store;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Answer ask(String key, @Nullable String merchant, Duration closed) {
        Semaphore place = places.computeIfAbsent(key, ignored -> new Semaphore(AT_ONCE, true));
        take(place);
        try {
            return Objects.requireNonNull(transactions.execute(ignored -> translated(key, merchant, closed)));
        } finally {
            place.release();
        }
    }

    private static void take(Semaphore place) {
        try {
            if (place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
        throw new CannotAcquireLockException("budget: those before did not end in time");
    }

    /** Inside of the transaction, so that what may be tried again is. */
    private Answer translated(String key, @Nullable String merchant, Duration closed) {
        try {
            return asked(key, merchant, closed);
        } catch (BucketExecutionException e) {
            throw translated(e);
        }
    }

    private Answer asked(String key, @Nullable String merchant, Duration closed) {
        Row row = jdbc.sql(LOCK)
                .param("id", key)
                .param("budget", budget)
                .query((found, ignored) -> new Row(
                        found.getInt("budget"),
                        SharedTurns.nanos(
                                found.getObject("used_at", OffsetDateTime.class).toInstant())))
                .single();
        Bucket bucket = new SharedBucket(store, row.now()).of(key, windows);
        if (row.budget() != budget) {
            change(key, bucket, row.budget());
        }
        return new Line(bucket, new SharedTurns(jdbc, key), budget, row.now(), closed).ask(merchant);
    }

    /** Another configured budget: what was spent stays spent, as often as replicas with the old and the new one alternate. */
    private void change(String key, Bucket bucket, int before) {
        if (budget < before) {
            bucket.consumeIgnoringRateLimits(before - budget);
        }
        bucket.replaceConfiguration(windows, TokensInheritanceStrategy.ADDITIVE);
        jdbc.sql(CHANGE).param("budget", budget).param("id", key).update();
    }

    private static DataAccessException translated(BucketExecutionException e) {
        if (e.getCause() instanceof SQLException cause) {
            DataAccessException known = new StoreExceptionTranslator().translate("budget", null, cause);
            return known == null ? new DataAccessResourceFailureException("budget", cause) : known;
        }
        throw e;
    }

    private record Row(int budget, long now) {}
}

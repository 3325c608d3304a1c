package io.portallink.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes a write, and once more where the store undid it and says that another try will do: one statement by itself, or a
 * whole transaction. Each is conditional on what it finds, so it can be made again.
 */
final class WriteRetry {

    /** serialization_failure and deadlock_detected; H2 has the first for both. Of all others what was done is not known. */
    private static final Set<String> UNDONE = Set.of("40001", "40P01");

    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .maxRetries(4)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .predicate(WriteRetry::isUndone)
            .build();

    private final RetryTemplate retry = new RetryTemplate(POLICY);
    private final StoreWrites writes;

    WriteRetry(StoreWrites writes) {
        this.writes = writes;
    }

    <T extends @Nullable Object> T run(Supplier<T> write) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) { // which is tried again as a whole
            return write.get();
        }
        try {
            T result = retry.invoke(write);
            writes.succeeded();
            return result;
        } catch (DataAccessException | TransactionException e) {
            writes.failed(e);
            throw e;
        }
    }

    private static boolean isUndone(Throwable e) {
        SQLException cause = StoreTrouble.sql(e);
        return cause != null && cause.getSQLState() != null && UNDONE.contains(cause.getSQLState());
    }
}

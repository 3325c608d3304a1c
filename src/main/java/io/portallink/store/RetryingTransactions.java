package io.portallink.store;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Transactions that go by {@link WriteRetry}: what is done in one must be undone with it. */
record RetryingTransactions(TransactionOperations transactions, WriteRetry retry) implements TransactionOperations {

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        return retry.run(() -> transactions.execute(action));
    }
}

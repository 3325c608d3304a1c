package io.portallink.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * What it means that a call of the store failed: the store can't do it now, or the call is wrong, a bug of ours. Which SQL
 * states mean what is {@link StoreExceptionTranslator}'s.
 */
public final class StoreTrouble {

    private StoreTrouble() {}

    /** Whether the store can't be reached, does not answer in time or refuses for now; nothing is wrong with the call. */
    public static boolean is(Throwable e) {
        return e instanceof NonTransientDataAccessResourceException
                || e instanceof TransientDataAccessException
                || e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException;
    }

    /** A line of the log that says why: in a sentence where the store is to blame, with a trace where we may be. */
    public static LoggingEventBuilder because(LoggingEventBuilder line, RuntimeException e) {
        return is(e) ? line.addKeyValue("reason", reason(e)) : line.setCause(e);
    }

    /** What the driver says, on one line. */
    public static String reason(Throwable e) {
        SQLException cause = sql(e);
        String state = cause == null || cause.getSQLState() == null ? "" : " (SQL state " + cause.getSQLState() + ")";
        String message = String.valueOf(
                cause == null ? NestedExceptionUtils.getMostSpecificCause(e).getMessage() : cause.getMessage());
        return message.lines().findFirst().orElse("") + state;
    }

    /** The driver's own exception; {@code null} where the pool or a lock gave up before it was asked. */
    static @Nullable SQLException sql(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

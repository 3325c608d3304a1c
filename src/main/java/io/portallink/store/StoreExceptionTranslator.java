package io.portallink.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Tells a store that can't do now what it is asked from a statement that is wrong. Spring knows some of the SQL states that
 * mean the former, and takes a database that can only be read, or a role that may not write, for a bug of the statement's.
 */
public final class StoreExceptionTranslator extends SQLExceptionSubclassTranslator {

    /**
     * Classes of SQL states: no connection, a statement or session that is gone, no authorization, out of resources, not in
     * a state for it, operator's intervention, system error, configuration, internal error.
     */
    private static final Set<String> CLASSES = Set.of("08", "26", "28", "3D", "53", "55", "57", "58", "F0", "XX");

    /** PostgreSQL's read-only transaction, the time-outs that end a transaction, no permission; H2's file and its disk. */
    private static final Set<String> STATES = Set.of(
            "25006", "25P03", "25P04", "42501", "90028", "90030", "90031", "90034", "90097", "90098", "90100", "90135");

    /** PostgreSQL's query_canceled: that is a time-out of our own, which Spring has a name for. */
    private static final String CANCELED = "57014";

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException e) {
        return isResourceFailure(e.getSQLState())
                ? new DataAccessResourceFailureException(buildMessage(task, sql, e), e)
                : super.doTranslate(task, sql, e);
    }

    private static boolean isResourceFailure(@Nullable String state) {
        return state != null
                && !state.equals(CANCELED)
                && (STATES.contains(state) || (state.length() == 5 && CLASSES.contains(state.substring(0, 2))));
    }
}

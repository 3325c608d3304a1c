package io.portallink.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store's file could not be written or read, and H2 has closed the store or soon will, with all connections to
 * it. It has the SQL state of a lost connection, in place of H2's own: so the pool lets go of that connection at once, and
 * whoever answers requests can tell it from a bug.
 */
final class BrokenFile extends SQLNonTransientConnectionException {

    private static final long serialVersionUID = 1L;

    private static final String CONNECTION_FAILURE = "08006";

    /** H2's GENERAL_ERROR_1, IO_EXCEPTION_1, IO_EXCEPTION_2 and LOG_FILE_ERROR_2; the others have a type that says it. */
    private static final Set<Integer> OF_THE_FILE = Set.of(50000, 90028, 90031, 90034);

    BrokenFile(String message, @Nullable Throwable cause) {
        super(message, CONNECTION_FAILURE, cause);
    }

    /** The same exception where it says nothing of the file. */
    static SQLException of(SQLException e) {
        boolean broken = e instanceof SQLNonTransientConnectionException || OF_THE_FILE.contains(e.getErrorCode());
        return broken && !(e instanceof BrokenFile)
                ? new BrokenFile("the embedded store's file is broken or closed", e)
                : e;
    }
}

package io.portallink.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Writes the embedded store's file, once for all who wait: whoever comes first writes what everybody committed until then,
 * and those who came meanwhile find it done, or wait for the next one, who writes for all of them. What another can read
 * may so not be in the file yet; but nobody has been told of it.
 */
final class Flush implements AutoCloseable {

    /** Between writes when the last one served a crowd, so that the next one does too; nobody else waits for company. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int CROWD = 8;

    /** As long as a request waits for the store: a disk that hangs holds up nobody for longer, but the one who writes. */
    private static final long PATIENCE_SECONDS = 3;

    private final DataSource store;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long written; // these under the lock
    private long nextAt = System.nanoTime();
    private @Nullable Writer writer;
    private boolean closed;

    Flush(DataSource store) {
        this.store = store;
    }

    /** How many writes have failed; to be asked before a commit. */
    long failures() {
        return failures.get();
    }

    /**
     * Returns when all that was committed before the call is in the file. Fails when a write failed meanwhile, another's too:
     * H2 then opens the file anew, without what was committed, and the next write says nothing of that.
     *
     * @param before {@link #failures} before the commit
     */
    void await(long before) throws SQLException {
        long mine = committed.incrementAndGet();
        lock();
        try {
            if (failures.get() != before) {
                throw new SQLException("the embedded store's file could not be written");
            }
            if (written < mine) {
                LockSupport.parkNanos(nextAt - System.nanoTime());
                writeAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() throws SQLException {
        long all = committed.get();
        boolean done = false;
        try {
            write();
            nextAt = System.nanoTime() + (all - written < CROWD ? 0 : PAUSE);
            written = all;
            done = true;
        } finally {
            if (!done) {
                failures.incrementAndGet();
            }
        }
    }

    /** Not for one who is interrupted: H2 would return to it before its write is done. */
    private void lock() throws SQLException {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTimeoutException("the embedded store's file is not written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted before the embedded store's file was written", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (writer != null) {
                JdbcUtils.closeConnection(writer.connection());
                writer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() throws SQLException {
        if (closed) { // a writer opened now would never be closed, nor the store with it
            throw new SQLException("the embedded store is closed");
        }
        Writer open = writer == null ? Writer.of(store) : writer;
        writer = null;
        try {
            open.write();
            writer = open;
        } finally {
            if (writer == null) {
                JdbcUtils.closeConnection(open.connection());
            }
        }
    }

    /**
     * Writes the file.
     *
     * @param change H2 may just be writing in the background what was committed last, and a CHECKPOINT that finds nothing
     *     else to write would not wait for that; hence something else
     */
    private record Writer(Connection connection, PreparedStatement change, PreparedStatement checkpoint) {

        // in a schema of its own: the other one is Flyway's
        private static final String SCHEMA = "CREATE SCHEMA IF NOT EXISTS flush";
        private static final String TABLE =
                "CREATE TABLE IF NOT EXISTS flush.flush AS SELECT CAST(0 AS bigint) AS number";
        private static final String CHANGE = "UPDATE flush.flush SET number = number + 1";

        static Writer of(DataSource store) throws SQLException {
            Connection connection = store.getConnection();
            try (Statement setUp = connection.createStatement()) {
                setUp.execute(SCHEMA);
                setUp.execute(TABLE);
                return new Writer(
                        connection, connection.prepareStatement(CHANGE), connection.prepareStatement("CHECKPOINT"));
            } catch (SQLException e) {
                JdbcUtils.closeConnection(connection);
                throw e;
            }
        }

        void write() throws SQLException {
            change.executeUpdate();
            checkpoint.execute();
        }
    }
}

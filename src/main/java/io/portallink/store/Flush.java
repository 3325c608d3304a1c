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
 * and those who came meanwhile find it done, or wait for the next one, who writes for all of them. So what a reader sees of
 * another's may not be in the file yet, and a killed process may lose it; but whoever committed it has not been told that
 * it is done.
 */
final class Flush implements AutoCloseable {

    /** Between writes when the last one served a crowd, so that the next one does too; nobody else waits for company. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int CROWD = 8;

    /** As long as a request waits for the store: a disk that hangs holds up nobody for longer, but the one who writes. */
    private static final long PATIENCE_SECONDS = 3;

    private final DataSource store;
    private final Runnable letGo;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long written; // these under the lock
    private long nextAt = System.nanoTime();
    private boolean closed;
    private volatile @Nullable Writer writer; // set under the lock only

    /** @param letGo drops all other connections to a store that H2 has given up */
    Flush(DataSource store, Runnable letGo) {
        this.store = store;
        this.letGo = letGo;
    }

    /**
     * How many writes have failed; to be asked before a commit. From then on there is somebody who writes: H2 closes the
     * store after a failure of its own, too, and one who came only after the commit would write a store that was opened anew.
     */
    long failures() throws SQLException {
        long before = failures.get(); // before the question for a writer: see writeAll
        if (writer == null) {
            lock();
            try {
                open();
            } finally {
                lock.unlock();
            }
        }
        return before;
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
            Writer open = writer;
            if (failures.get() != before || open == null) {
                throw new BrokenFile("the embedded store's file could not be written", null);
            }
            if (written < mine) {
                LockSupport.parkNanos(nextAt - System.nanoTime());
                writeAll(open);
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeAll(Writer open) throws SQLException {
        long all = committed.get();
        boolean done = false;
        try {
            open.write();
            nextAt = System.nanoTime() + (all - written < CROWD ? 0 : PAUSE);
            written = all;
            done = true;
        } catch (SQLException e) {
            throw new BrokenFile("the embedded store's file could not be written", e);
        } finally {
            if (!done) {
                writer = null; // before the count: whoever reads the new one finds no old writer
                failures.incrementAndGet();
                JdbcUtils.closeConnection(open.connection());
                letGo.run();
            }
        }
    }

    private void open() throws SQLException {
        if (closed) { // a writer opened now would never be closed, nor the store with it
            throw new BrokenFile("the embedded store is closed", null);
        }
        if (writer == null) {
            try {
                writer = Writer.of(store);
            } catch (SQLException e) {
                letGo.run();
                throw new BrokenFile("the embedded store's file could not be opened", e);
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
            throw new BrokenFile("interrupted before the embedded store's file was written", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Writer open = writer;
            if (open != null) {
                JdbcUtils.closeConnection(open.connection());
                writer = null;
            }
        } finally {
            lock.unlock();
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

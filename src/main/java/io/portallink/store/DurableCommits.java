package io.portallink.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to the embedded store whose commits return only when they are in the file. Let to itself, H2 either writes
 * the file at every single commit, and then never tidies it up, or acknowledges what a killed process loses.
 */
final class DurableCommits extends DelegatingDataSource implements AutoCloseable {

    private final Flush flush;

    /**
     * @param store the embedded store, which writes its file when it likes
     * @param letGo drops all connections: H2 has given up the store, and opens it anew once nobody holds one
     */
    DurableCommits(DataSource store, Runnable letGo) {
        super(store);
        this.flush = new Flush(store, letGo);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return durable(super.getConnection());
    }

    /** What a pool asks for when it was given a user. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return durable(super.getConnection(user, password));
    }

    /** Seconds that the pool waits for its own threads when it is closed; with none it warns of them at once. */
    @Override
    public int getLoginTimeout() {
        return 1;
    }

    @Override
    public void close() {
        flush.close();
    }

    private Connection durable(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            boolean commits = method.getName().equals("commit");
            long failures = commits ? flush.failures() : 0;
            Object result = invoke(connection, method, arguments);
            if (commits) {
                flush.await(failures);
            }
            return switch (result) {
                case PreparedStatement statement -> durable(connection, statement, PreparedStatement.class);
                case Statement statement -> durable(connection, statement, Statement.class);
                case null -> null;
                default -> result;
            };
        });
    }

    /** Where a statement is a transaction of its own, its end is the commit. */
    private <T extends Statement> T durable(Connection connection, T statement, Class<T> type) {
        return proxy(type, (proxy, method, arguments) -> {
            boolean commits = writes(method.getName()) && connection.getAutoCommit();
            long failures = commits ? flush.failures() : 0;
            Object result = invoke(statement, method, arguments);
            if (commits) {
                flush.await(failures);
            }
            return result;
        });
    }

    private static boolean writes(String method) {
        return method.startsWith("execute") && !method.equals("executeQuery");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        InvocationHandler checked = (proxy, method, arguments) -> {
            try {
                return handler.invoke(proxy, method, arguments);
            } catch (SQLException e) {
                throw BrokenFile.of(e);
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, checked));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}

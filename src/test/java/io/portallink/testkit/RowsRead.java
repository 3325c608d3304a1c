package io.portallink.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * An H2 that tells how many rows of a table or index its statements read, whatever they found: each prepared query, update
 * or deletion is run once more before, by {@code EXPLAIN ANALYZE}, so it must be one that may run twice.
 */
public final class RowsRead extends DelegatingDataSource {

    private static final Pattern EXPLAINED = Pattern.compile("SELECT|UPDATE|DELETE");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private final Map<String, Integer> most = new TreeMap<>();

    public RowsRead(DataSource h2) {
        super(h2);
    }

    /** The most rows that any one step of a statement read, by its text; since the last call. */
    public synchronized Map<String, Integer> take() {
        Map<String, Integer> taken = Map.copyOf(most);
        most.clear();
        return taken;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? explained(real, (String) arguments[0], statement)
                    : result;
        });
    }

    private PreparedStatement explained(Connection connection, String sql, PreparedStatement real) {
        List<Parameter> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                parameters.add(new Parameter(method, arguments));
            } else if (method.getName().startsWith("execute")
                    && EXPLAINED.matcher(sql).lookingAt()) {
                explain(connection, sql, parameters);
            }
            return call(real, method, arguments);
        });
    }

    private void explain(Connection connection, String sql, List<Parameter> parameters) throws Throwable {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN ANALYZE " + sql)) {
            for (Parameter parameter : parameters) {
                call(explain, parameter.setter, parameter.arguments);
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                note(sql, plan.getString(1));
            }
        }
    }

    private synchronized void note(String sql, String plan) {
        SCANNED.matcher(plan)
                .results()
                .map((MatchResult scanned) -> Integer.valueOf(scanned.group(1)))
                .forEach(rows -> most.merge(sql, rows, Math::max));
    }

    private static <T> T proxy(Class<T> type, Call handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.call(method, arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Parameter(Method setter, Object[] arguments) {}
}

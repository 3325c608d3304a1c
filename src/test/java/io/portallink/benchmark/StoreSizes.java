package io.portallink.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes on PostgreSQL's disk.
 *
 * @param relations by table, {@code <table>} itself and {@code <table>, indexes}
 */
record StoreSizes(Map<String, Long> relations) {

    static final String INDEXES = ", indexes";

    private static final String SIZES =
            "SELECT relname, pg_table_size(relid), pg_indexes_size(relid) FROM pg_stat_user_tables";

    static StoreSizes of(Store store) {
        Map<String, Long> relations = new TreeMap<>();
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SIZES)) {
            while (rows.next()) {
                relations.put(rows.getString(1), rows.getLong(2));
                relations.put(rows.getString(1) + INDEXES, rows.getLong(3));
            }
            return new StoreSizes(relations);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each relation, the larger of the two. */
    StoreSizes max(StoreSizes other) {
        Map<String, Long> both = new TreeMap<>(relations);
        other.relations.forEach((name, bytes) -> both.merge(name, bytes, Math::max));
        return new StoreSizes(both);
    }

    double mib(String relation) {
        return relations.getOrDefault(relation, 0L) / 1024.0 / 1024;
    }

    double mib() {
        return relations.values().stream().mapToLong(Long::longValue).sum() / 1024.0 / 1024;
    }

    /** The one number that a query gives. */
    static long number(Store store, String sql) {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Store store, String... statements) {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

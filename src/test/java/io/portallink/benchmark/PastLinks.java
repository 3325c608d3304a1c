package io.portallink.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** Links of the last month, written straight into the store: copies of one that was opened, each with an id of its own. */
final class PastLinks {

    private static final Duration SPAN = Duration.ofDays(29); // younger than the retention
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BATCH = 5_000;

    private final Store store;
    private final Random random = new Random(1);

    PastLinks(Store store) {
        this.store = store;
    }

    /** Rows number {@code from} to {@code to} of {@code all}; the broker must be stopped where the store is embedded. */
    void write(int from, int to, int merchants) {
        try (Connection connection = store.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet model = statement.executeQuery(
                            "SELECT * FROM portal_link WHERE status = 'opened' FETCH FIRST 1 ROW ONLY")) {
                if (!model.next()) {
                    throw new AssertionError("no opened link to copy");
                }
                copy(connection, model, from, to, merchants);
            }
            connection.commit();
            connection.setAutoCommit(true);
            if (store.server() != null) {
                connection.createStatement().execute("VACUUM ANALYZE"); // what autovacuum would do within minutes
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(Connection connection, ResultSet model, int from, int to, int merchants) throws SQLException {
        int columns = model.getMetaData().getColumnCount();
        Instant start = Instant.now().minus(SPAN);
        try (PreparedStatement insert = connection.prepareStatement(insert(model))) {
            for (int i = from; i < to; i++) {
                // in the order of time, as they would have come, and beginning anew with each growth
                Instant created = start.plusMillis(SPAN.toMillis() * (i - from) / (to - from));
                Map<String, Object> own = own(created, merchants);
                for (int column = 1; column <= columns; column++) {
                    String name = model.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT);
                    insert.setObject(column, own.getOrDefault(name, model.getObject(column)));
                }
                insert.addBatch();
                if ((i + 1 - from) % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
        }
    }

    private Map<String, Object> own(Instant created, int merchants) {
        OffsetDateTime time = created.atOffset(ZoneOffset.UTC);
        String id = "plk_%012x%04x%016x".formatted(created.toEpochMilli(), random.nextInt(1 << 16), random.nextLong());
        return Map.of(
                "id",
                id,
                "merchant_id",
                Requests.merchant(random.nextInt(merchants)),
                "created_at",
                time,
                "expires_at",
                time.plus(LIFE),
                "opened_at",
                time.plusSeconds(2));
    }

    private static String insert(ResultSet model) throws SQLException {
        StringJoiner names = new StringJoiner(", ");
        StringJoiner marks = new StringJoiner(", ");
        for (int column = 1; column <= model.getMetaData().getColumnCount(); column++) {
            names.add(model.getMetaData().getColumnName(column));
            marks.add("?");
        }
        return "INSERT INTO portal_link (" + names + ") VALUES (" + marks + ")";
    }
}

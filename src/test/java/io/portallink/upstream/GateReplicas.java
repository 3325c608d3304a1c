package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.TimeMeter;
import io.portallink.portal.Deadline;
import io.portallink.testkit.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The gates of several brokers, and a time that passes when told; on PostgreSQL it is the database's. */
final class GateReplicas implements TimeMeter {

    /** The database's clock, set forward by what the table says; found before PostgreSQL's own. */
    private static final String CLOCK = """
            CREATE SCHEMA early;
            CREATE TABLE early.ahead (micros bigint NOT NULL);
            INSERT INTO early.ahead VALUES (0);
            CREATE FUNCTION early.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
            'SELECT timestamptz ''2026-01-01 00:00:01Z'' + (SELECT micros FROM early.ahead) * interval ''1 microsecond''';
            """;

    private static final String WAITERS = """
            SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()""";

    private static final int REPLICAS = 3;

    final List<GateStore> stores;
    private final @Nullable JdbcClient jdbc;
    private final @Nullable String url;
    private long ahead;

    private GateReplicas(@Nullable DataSource store, @Nullable String url) {
        this.url = url;
        jdbc = store == null ? null : JdbcClient.create(store);
        stores = store == null
                ? List.of(new LocalGates(this))
                : Stream.<GateStore>generate(() -> shared(store, this))
                        .limit(REPLICAS)
                        .toList();
    }

    /** One process: nothing is shared with others. */
    static GateReplicas local() {
        return new GateReplicas(null, null);
    }

    static GateReplicas onPostgres() {
        String url = EmbeddedPostgresServer.freshDatabase();
        Flyway.configure().dataSource(url, null, null).load().migrate();
        new JdbcTemplate(pool(url, 1)).execute(CLOCK);
        return new GateReplicas(pool(url + "&currentSchema=early,public,pg_catalog", 20), url);
    }

    static SharedGates shared(DataSource store, TimeMeter time) {
        JdbcTemplate jdbc = new JdbcTemplate(store);
        jdbc.setQueryTimeout(3);
        return new SharedGates(
                store, JdbcClient.create(jdbc), new TransactionTemplate(new JdbcTransactionManager(store)), time);
    }

    private static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    void advance(Duration time) {
        ahead += time.toNanos();
        if (jdbc != null) {
            jdbc.sql("UPDATE early.ahead SET micros = :micros")
                    .param("micros", ahead / 1000)
                    .update();
        }
    }

    /** As a slow replica would: what is there of budgets stays locked while the task runs. */
    void lockingBudgets(Task task) throws Exception {
        try (Connection holder = DriverManager.getConnection(Objects.requireNonNull(url));
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT 1 FROM platform_budget FOR UPDATE");
            task.run();
        }
    }

    /** Until so many wait for a lock. */
    void awaitLockWaiters(int waiters) throws SQLException {
        try (Connection watch = DriverManager.getConnection(Objects.requireNonNull(url));
                Statement statement = watch.createStatement()) {
            Deadline deadline = Deadline.in(Duration.ofSeconds(30));
            int seen = 0;
            while (seen < waiters) {
                assertThat(deadline.passed()).as("only %d wait", seen).isFalse();
                try (ResultSet row = statement.executeQuery(WAITERS)) {
                    row.next();
                    seen = row.getInt(1);
                }
            }
        }
    }

    /** What may throw anything. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    int count(String sql) {
        return jdbc == null ? 0 : jdbc.sql(sql).query(Integer.class).single();
    }

    @Override
    public long currentTimeNanos() {
        return SharedTurns.nanos(Instant.parse("2026-01-01T00:00:01Z")) + ahead;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}

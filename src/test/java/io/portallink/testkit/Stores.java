package io.portallink.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty store with production's schema, H2 or PostgreSQL; counts the connections, one for each statement by itself. */
public final class Stores extends DriverManagerDataSource {

    private final AtomicInteger connections = new AtomicInteger();

    private Stores(String url, String user) {
        super(url, user, "");
    }

    public static Stores h2() {
        return new Stores("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa").migrated();
    }

    public static Stores postgres() {
        return new Stores(EmbeddedPostgresServer.freshDatabase(), "postgres").migrated();
    }

    private Stores migrated() {
        Flyway.configure().dataSource(this).load().migrate();
        return this;
    }

    @Override
    public Connection getConnection() throws SQLException {
        connections.incrementAndGet();
        return super.getConnection();
    }

    public int connections() {
        return connections.get();
    }
}

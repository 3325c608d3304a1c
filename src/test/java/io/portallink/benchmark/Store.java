package io.portallink.benchmark;

import io.portallink.testkit.EmbeddedStoreUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker keeps its rows.
 *
 * @param name for the table
 * @param url JDBC, user included
 * @param server PostgreSQL's first process; {@code null} for the embedded store, which lives in the broker's
 */
record Store(String name, String url, @Nullable ProcessHandle server) {

    /** A new file, with the settings that the broker has by default. */
    static Store embedded(Path folder) {
        return new Store("embedded", EmbeddedStoreUrl.in(folder.resolve("data").resolve("broker")), null);
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Duration cpu() {
        return server == null ? Duration.ZERO : Kernel.cpu(server);
    }

    /** A PostgreSQL as it is installed: what it acknowledges is on the disk, unlike in the other tests. */
    static final class Postgres implements AutoCloseable {

        private final AtomicInteger databases = new AtomicInteger();
        private final EmbeddedPostgres server;
        private final ProcessHandle process;

        Postgres(Path folder) {
            try {
                server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(true)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String pid =
                    Kernel.lines(folder.resolve("postmaster.pid")).findFirst().orElseThrow();
            process = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        }

        /** A new and empty database. */
        Store store() {
            String name = "benchmark_" + databases.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Store("PostgreSQL", server.getJdbcUrl("postgres", name), process);
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

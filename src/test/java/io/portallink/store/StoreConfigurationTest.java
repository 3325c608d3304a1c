package io.portallink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.portallink.testkit.EmbeddedPostgresServer;
import io.portallink.testkit.StartedBroker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who may wait for the store, and for how long. */
class StoreConfigurationTest {

    @Test
    void migrationWhenItTakesLongerThanARequestMayThenItGoesOn() {
        try (HikariDataSource pool = pool(EmbeddedPostgresServer.freshDatabase())) {
            new StoreTimeouts().postProcessBeforeInitialization(pool, "dataSource");
            DataSource ofMigrations = ofMigrations(pool);

            assertThat(JdbcClient.create(ofMigrations)
                            .sql("SELECT 1 FROM pg_sleep(3.5)")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    /** Such as TLS to the server, without which it may refuse the migration, or be somebody else. */
    @Test
    void migrationWhenThePoolHasSettingsThenItUsesAllButTheTimeout() throws Exception {
        try (HikariDataSource pool = pool(EmbeddedPostgresServer.freshDatabase())) {
            pool.addDataSourceProperty("ApplicationName", "as-set");
            new StoreTimeouts().postProcessBeforeInitialization(pool, "dataSource");

            try (Connection connection = ofMigrations(pool).getConnection()) {
                assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("as-set");
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    @Test
    void migrationWhenItHasAStoreOfItsOwnThenThatStays() {
        String url = EmbeddedPostgresServer.freshDatabase();
        try (HikariDataSource pool = pool(url)) {
            DataSource own = new DriverManagerDataSource(url);
            FluentConfiguration configuration = Flyway.configure().dataSource(own);
            new StoreConfiguration().migrationsWithoutTimeout(pool).customize(configuration);

            assertThat(configuration.getDataSource()).isSameAs(own);
            assertThat(configuration.getInitSql()).contains("lock_timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:gone-with-its-last-connection", "jdbc:h2:file:./data/broker"})
    void migrationWhenTheStoreIsEmbeddedThenItUsesThePool(String url) {
        try (HikariDataSource pool = pool(url)) {
            assertThat(ofMigrations(pool)).isSameAs(pool);
        }
    }

    @Test
    void storeWhenTheBrokerStartsOnPostgresThenItsPoolIsBoundedAndItsMigrationsAreNot() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        try (StartedBroker broker = StartedBroker.start(EmbeddedPostgresServer.freshDatabase(), List.of(key))) {
            HikariDataSource pool = broker.bean(HikariDataSource.class);

            assertThat(pool.getDataSourceProperties())
                    .containsEntry("socketTimeout", "3")
                    .containsEntry("connectTimeout", "3")
                    .containsEntry("cancelSignalTimeout", "1");
            assertThat(broker.bean(Flyway.class).getConfiguration().getDataSource())
                    .isNotSameAs(pool);
        }
    }

    /** What a backup holds keeps a table from being changed, and whoever waits for that keeps all others from it. */
    @Test
    void migrationWhenATableIsHeldThenItLetsOthersPassAndGivesUpInTheEnd() throws Exception {
        String url = EmbeddedPostgresServer.freshDatabase();
        try (HikariDataSource pool = pool(url);
                Connection backup = DriverManager.getConnection(url);
                Statement statement = backup.createStatement()) {
            Flyway.configure().dataSource(pool).target("1").load().migrate();
            backup.setAutoCommit(false);
            statement.execute("LOCK TABLE portal_link IN ACCESS SHARE MODE");
            FluentConfiguration configuration = Flyway.configure().dataSource(pool);
            new StoreConfiguration().migrationsWithoutTimeout(pool).customize(configuration);

            assertThatThrownBy(() -> new PatientMigration(
                                    new StoreWait(pool, Duration.ZERO, Duration.ZERO), 2, Duration.ofMillis(1))
                            .migrate(configuration.load()))
                    .isInstanceOf(BlockedMigration.class)
                    .hasMessageContaining("a migration of the store found a table locked at every attempt");
        }
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }

    private static DataSource ofMigrations(HikariDataSource pool) {
        FluentConfiguration configuration = Flyway.configure().dataSource(pool);
        new StoreConfiguration().migrationsWithoutTimeout(pool).customize(configuration);
        return configuration.getDataSource();
    }
}

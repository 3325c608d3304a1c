package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    // half a minute or so in all
    private static final int MIGRATION_ATTEMPTS = 10;
    private static final Duration MIGRATION_PAUSE = Duration.ofSeconds(2);

    /**
     * Migrations of PostgreSQL go by a connection of their own: an index of a large table takes longer than a request may
     * wait, and {@link StoreTimeouts} bounds every read of the pool's. What it waits for is a lock, and that not for long: see
     * {@link PatientMigration}. Where the operator gave the migrations a connection, that stays.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutTimeout(DataSource store) {
        return configuration -> {
            if (store instanceof HikariDataSource pool && StoreTimeouts.isBounded(pool)) {
                if (pool.equals(configuration.getDataSource())) {
                    configuration.dataSource(withoutTimeout(pool));
                }
                configuration.initSql("SET lock_timeout = " + PatientMigration.LOCK_TIMEOUT.toMillis());
            }
        };
    }

    private static DataSource withoutTimeout(HikariDataSource pool) {
        DriverManagerDataSource store =
                new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        settings.remove(StoreTimeouts.OF_READS);
        store.setConnectionProperties(settings);
        return store;
    }

    /** A part of readiness: see application.yaml. */
    @Bean
    FileHealth fileHealthIndicator(DataSource store) {
        return new FileHealth(store);
    }

    @Bean
    PatientMigration patientMigration() {
        return new PatientMigration(MIGRATION_ATTEMPTS, MIGRATION_PAUSE);
    }
}

package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    // half a minute or so in all
    private static final int MIGRATION_ATTEMPTS = 10;
    private static final Duration MIGRATION_PAUSE = Duration.ofSeconds(2);

    /**
     * Migrations of PostgreSQL go by a connection of their own: an index of a large table takes longer than a request may
     * wait, and {@link StoreTimeouts} bounds every read of the pool's. What it waits for is a lock, and that not for long: see
     * {@link PatientMigration}.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutTimeout(DataSource store) {
        return configuration -> {
            if (store instanceof HikariDataSource pool && StoreTimeouts.isBounded(pool)) {
                configuration.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                configuration.initSql("SET lock_timeout = " + PatientMigration.LOCK_TIMEOUT.toMillis());
            }
        };
    }

    @Bean
    PatientMigration patientMigration() {
        return new PatientMigration(MIGRATION_ATTEMPTS, MIGRATION_PAUSE);
    }
}

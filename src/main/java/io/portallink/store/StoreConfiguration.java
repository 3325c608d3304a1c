package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import io.portallink.portal.InvalidConfiguration;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    // half a minute or so in all
    private static final int MIGRATION_ATTEMPTS = 10;
    private static final Duration MIGRATION_PAUSE = Duration.ofSeconds(2);

    private static final String URL = "spring.datasource.url";
    private static final String H2_TRACE = "TRACE_LEVEL_FILE";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration START_PAUSE = Duration.ofSeconds(1);

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
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        settings.remove(StoreTimeouts.OF_READS);
        return unpooled(pool, settings);
    }

    /** H2 writes traces into a file beside the store, and where it can't, prints a page of them. */
    private static Properties untraced(HikariDataSource pool) {
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        if (pool.getJdbcUrl().startsWith("jdbc:h2:") && !pool.getJdbcUrl().contains(H2_TRACE)) {
            settings.put(H2_TRACE, "0");
        }
        return settings;
    }

    private static DataSource unpooled(HikariDataSource pool, Properties settings) {
        DriverManagerDataSource store =
                new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        store.setConnectionProperties(settings);
        return store;
    }

    /** A part of readiness: see application.yaml. */
    @Bean
    FileHealth fileHealthIndicator(DataSource store) {
        return new FileHealth(store);
    }

    /** What Spring Boot says of a URL that no driver takes is a stack trace with the URL in it, and perhaps a password. */
    @Bean
    static BeanFactoryPostProcessor storeUrlCheck(Environment environment) {
        return ignored -> {
            String url = environment.getProperty(URL, "");
            if (!url.isEmpty() && !url.matches("jdbc:(postgresql|h2):.+")) {
                throw new InvalidConfiguration(
                        URL,
                        "must be like jdbc:postgresql://host/database; user name and password have settings of their own");
            }
        };
    }

    /** Without the pool, which would log a stack trace of its own for a store that is not up yet. */
    @Bean
    StoreWait storeWait(DataSource store) {
        DataSource direct = store instanceof HikariDataSource pool && pool.getJdbcUrl() != null
                ? unpooled(pool, untraced(pool))
                : store;
        return new StoreWait(direct, START_TIMEOUT, START_PAUSE);
    }

    @Bean
    PatientMigration patientMigration(StoreWait store) {
        return new PatientMigration(store, MIGRATION_ATTEMPTS, MIGRATION_PAUSE);
    }
}

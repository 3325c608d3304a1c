package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.portal.InvalidConfiguration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    // half a minute or so in all
    private static final int MIGRATION_ATTEMPTS = 10;
    private static final Duration MIGRATION_PAUSE = Duration.ofSeconds(2);

    private static final List<String> URLS =
            List.of("spring.datasource.url", "spring.datasource.hikari.jdbc-url", "spring.flyway.url");
    private static final String SUPPORTED = "jdbc:(postgresql|h2):.+";
    private static final String WITH_USER = "jdbc:postgresql://[^/?]*@.*";
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

    @Bean
    StoreExceptionTranslator storeExceptionTranslator() {
        return new StoreExceptionTranslator();
    }

    /** Of what fails at the commit; the statements' is Spring Boot's doing. */
    @Bean
    TransactionManagerCustomizer<JdbcTransactionManager> commitFailures(StoreExceptionTranslator translator) {
        return manager -> manager.setExceptionTranslator(translator);
    }

    @Bean
    StoreWrites storeWrites(JdbcTemplate jdbc, DataSource store, MeterRegistry meters) {
        Runnable evictConnections = () -> {
            if (store instanceof HikariDataSource pool) {
                EmbeddedStore.evictConnections(pool);
            }
        };
        StoreWrites writes = new StoreWrites(jdbc, unpooled(jdbc, store), evictConnections, System::nanoTime);
        Gauge.builder("portal.store.writable", writes, known -> known.isWritable() ? 1 : 0)
                .description("Whether the store takes writes, as far as this replica knows")
                .register(meters);
        return writes;
    }

    /** H2 closes by itself what can't be used any more. */
    private static JdbcTemplate unpooled(JdbcTemplate jdbc, DataSource store) {
        if (!(store instanceof HikariDataSource pool) || !StoreTimeouts.isBounded(pool)) {
            return jdbc;
        }
        JdbcTemplate unpooled = new JdbcTemplate(unpooled(pool, pool.getDataSourceProperties()));
        unpooled.setQueryTimeout(jdbc.getQueryTimeout());
        unpooled.setExceptionTranslator(jdbc.getExceptionTranslator());
        return unpooled;
    }

    @Bean
    WriteRetry writeRetry(StoreWrites writes) {
        return new WriteRetry(writes);
    }

    /** After the first check: what is stored has the database's time. */
    @Bean
    JdbcClient jdbcClient(JdbcTemplate jdbc, WriteRetry retry, @SuppressWarnings("unused") StoreCheck checked) {
        return JdbcClient.create(new RetryingJdbcTemplate(jdbc, retry));
    }

    @Bean
    TransactionOperations transactions(PlatformTransactionManager manager, WriteRetry retry) {
        return new RetryingTransactions(new TransactionTemplate(manager), retry);
    }

    @Bean
    StoreClock clock(@Qualifier("machine") Clock machine) {
        return new StoreClock(machine);
    }

    @Bean
    ClockCheck clockCheck(JdbcTemplate jdbc, StoreClock clock, MeterRegistry meters) {
        ClockCheck check = new ClockCheck(jdbc, clock);
        Gauge.builder("portal.clock.offset", check, ClockCheck::offsetSeconds)
                .description("How far this machine's clock is ahead of the database's")
                .baseUnit("seconds")
                .register(meters);
        return check;
    }

    /** The embedded store has no clock of its own, and no second replica. */
    @Bean
    StoreCheck storeCheck(StoreWrites writes, ClockCheck clock, DataSource store) {
        boolean shared = store instanceof HikariDataSource pool && StoreTimeouts.isBounded(pool);
        return new StoreCheck(shared ? List.of(clock::check, writes::check) : List.of(writes::check));
    }

    /** These two are parts of readiness: see application.yaml. */
    @Bean
    HealthIndicator writesHealthIndicator(StoreWrites writes) {
        return () -> health(writes.isWritable());
    }

    @Bean
    HealthIndicator clockHealthIndicator(ClockCheck clock) {
        return () -> health(clock.isWithinBound());
    }

    private static Health health(boolean up) {
        return (up ? Health.up() : Health.down()).build();
    }

    /**
     * What Spring Boot and the pool say of a URL that no driver takes is a stack trace with the URL in it, and perhaps a
     * password. PostgreSQL's driver takes a user name and a password there for a part of the host's name.
     */
    @Bean
    static BeanFactoryPostProcessor storeUrlCheck(Environment environment) {
        return ignored -> URLS.forEach(setting -> {
            // empty, as where a secret is missing, it would be the embedded store, one for each replica
            String url = environment.getProperty(setting);
            if (url != null && (!url.matches(SUPPORTED) || url.matches(WITH_USER) || !isTakenByADriver(url))) {
                throw new InvalidConfiguration(
                        setting,
                        "must be like jdbc:postgresql://host:5432/database; user name and password have settings of their own");
            }
        });
    }

    private static boolean isTakenByADriver(String url) {
        try {
            DriverManager.getDriver(url);
            return true;
        } catch (SQLException e) {
            return false;
        }
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

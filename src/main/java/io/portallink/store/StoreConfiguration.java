package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /**
     * Migrations of PostgreSQL go by a connection of their own: an index of a large table takes longer than a request may
     * wait, and {@link StoreTimeouts} bounds every read of the pool's.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutTimeout(DataSource store) {
        return configuration -> {
            if (store instanceof HikariDataSource pool && StoreTimeouts.isBounded(pool)) {
                configuration.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            }
        };
    }
}

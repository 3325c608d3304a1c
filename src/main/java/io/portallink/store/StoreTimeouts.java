package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Bounds the wait for a PostgreSQL that has stopped answering. A query time-out can't: the driver asks the same silent
 * server to cancel. H2 refuses settings that it does not know, so these can't stand in application.yaml.
 */
@Component
final class StoreTimeouts implements BeanPostProcessor {

    static final String OF_READS = "socketTimeout";

    private static final String SECONDS = "3";

    @Override
    public @Nullable Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && isBounded(pool)) {
            pool.getDataSourceProperties().putIfAbsent(OF_READS, SECONDS);
            pool.getDataSourceProperties().putIfAbsent("connectTimeout", SECONDS);
            // after a query time-out the driver waits so long for the server to take note; its default is 10 s
            pool.getDataSourceProperties().putIfAbsent("cancelSignalTimeout", "1");
        }
        return bean;
    }

    static boolean isBounded(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:postgresql:");
    }
}

package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** Puts {@link DurableCommits} below the pool of an embedded store that is a file. */
@Component
final class EmbeddedStore implements DestructionAwareBeanPostProcessor {

    @Override
    public @Nullable Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && isFile(pool.getJdbcUrl())) {
            DriverManagerDataSource store =
                    new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            store.setConnectionProperties(pool.getDataSourceProperties());
            pool.setDataSource(new DurableCommits(store, () -> evictConnections(pool)));
        }
        return bean;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() instanceof DurableCommits commits) {
            commits.close();
        }
    }

    /** The idle ones at once, the others when they come back: H2 itself calls all of them valid. */
    static void evictConnections(HikariDataSource pool) {
        HikariPoolMXBean running = pool.getHikariPoolMXBean();
        if (running != null) {
            running.softEvictConnections();
        }
    }

    private static boolean isFile(@Nullable String url) {
        return url != null && url.matches("jdbc:h2:(?!mem:|tcp:|ssl:).*");
    }
}

package io.portallink.store;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the embedded store's file can be written, which no query tells. Any other store is healthy here. */
final class FileHealth implements HealthIndicator {

    private final DataSource store;

    FileHealth(DataSource store) {
        this.store = store;
    }

    @Override
    public Health health() {
        boolean writable =
                !(store instanceof HikariDataSource pool && pool.getDataSource() instanceof DurableCommits commits)
                        || commits.isWritable();
        return (writable ? Health.up() : Health.down()).build();
    }
}

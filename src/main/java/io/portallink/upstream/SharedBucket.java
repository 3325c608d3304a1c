package io.portallink.upstream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Bucket4j's own bucket in PostgreSQL, at one moment, as a part of the transaction under way: it ends nothing of that. */
final class SharedBucket extends AbstractDataSource implements TimeMeter {

    private final DataSource store;
    private final long now;

    SharedBucket(DataSource store, long now) {
        this.store = store;
        this.now = now;
    }

    Bucket of(String key, BucketConfiguration configuration) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(this)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("platform_budget")
                .idColumn("id")
                .stateColumn("state")
                .clientClock(this)
                .build()
                .builder()
                .build(key, () -> configuration);
    }

    /** The transaction's. Of what Bucket4j calls, the rest would end it: commit, roll back, close. */
    @Override
    public Connection getConnection() {
        Connection connection = DataSourceUtils.getConnection(store);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (ignored, method, arguments) -> method.getName().equals("prepareStatement")
                        ? connection.prepareStatement((String) arguments[0])
                        : null);
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}

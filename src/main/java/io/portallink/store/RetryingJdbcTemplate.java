package io.portallink.store;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** Spring Boot's template, whose writes go by {@link WriteRetry}; a {@code JdbcClient} makes all of its by this one method. */
final class RetryingJdbcTemplate extends JdbcTemplate {

    private final WriteRetry retry;

    RetryingJdbcTemplate(JdbcTemplate configured, WriteRetry retry) {
        super(Objects.requireNonNull(configured.getDataSource()));
        setQueryTimeout(configured.getQueryTimeout());
        setExceptionTranslator(configured.getExceptionTranslator());
        this.retry = retry;
    }

    @Override
    public int update(PreparedStatementCreator statement) {
        return retry.run(() -> super.update(statement));
    }
}

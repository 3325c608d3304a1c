package io.portallink.upstream;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** The span of a call to a platform; none without tracing, whose beans are not there then. */
    @Bean
    PlatformSpans platformSpans(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        Tracer traced = tracer.getIfAvailable();
        return traced == null ? PlatformSpans.NONE : new PlatformSpans.Traced(traced, propagator.getObject());
    }

    /** On PostgreSQL there may be more than one replica; the embedded store is one process's own. */
    @Bean
    GateStore gateStore(
            DataSource store,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Clock clock,
            ObjectProvider<TimeMeter> other)
            throws MetaDataAccessException {
        TimeMeter time = other.getIfAvailable(() -> new Ticks(clock));
        String product = JdbcUtils.extractDatabaseMetaData(store, DatabaseMetaData::getDatabaseProductName);
        return product.equals("PostgreSQL") ? new SharedGates(store, jdbc, transactions, time) : new LocalGates(time);
    }

    @Bean
    UpstreamClients upstreamClients(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            MeterRegistry meters,
            PlatformSpans spans,
            ObjectProvider<Lanes> lanes,
            GateStore gates,
            Clock clock) {
        GuardLog.watch(breakers, bulkheads);
        Lanes byPlatform = (platform, ignored) -> platform.value();
        return new UpstreamClients(
                breakers, bulkheads, meters, spans, lanes.getIfAvailable(() -> byPlatform), gates, clock);
    }
}

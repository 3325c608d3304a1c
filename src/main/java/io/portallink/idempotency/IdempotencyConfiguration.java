package io.portallink.idempotency;

import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(JdbcClient jdbc, Sealer sealer, Clock clock) {
        return new IdempotencyKeys(jdbc, sealer, clock);
    }

    @Bean
    SealedTable<?> idempotencyTable(JdbcClient jdbc, Sealer sealer) {
        return new IdempotencyTable(jdbc, sealer);
    }
}

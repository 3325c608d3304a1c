package io.portallink.merchant;

import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MerchantConfiguration {

    @Bean
    MerchantRegistry merchantRegistry(JdbcClient jdbc, Sealer sealer, Clock clock) {
        return new MerchantRegistry(jdbc, sealer, clock);
    }

    @Bean
    SealedTable<?> accountTable(JdbcClient jdbc, Sealer sealer) {
        return new AccountTable(jdbc, sealer);
    }
}

package io.portallink.link;

import io.portallink.crypto.Sealer;
import io.portallink.crypto.Signer;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class LinkConfiguration {

    @Bean
    Tokens tokens(Signer signer) {
        return new Tokens(signer);
    }

    @Bean
    PortalLinks portalLinks(JdbcClient jdbc, Sealer sealer, Clock clock) {
        return new PortalLinks(jdbc, new LinkRows(sealer), clock);
    }
}

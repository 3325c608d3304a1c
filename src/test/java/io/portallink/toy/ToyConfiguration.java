package io.portallink.toy;

import io.portallink.portal.Platform;
import io.portallink.upstream.UpstreamClients;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** As a real connector's, but only there for a test that imports it: component scanning leaves it out. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(ToyProperties.class)
class ToyConfiguration {

    @Bean
    Platform toy(ToyProperties properties, UpstreamClients clients) {
        return new ToyPlatform(properties, clients.create(ToyPlatform.ID, "X-Toy-Request", 4, 0));
    }
}

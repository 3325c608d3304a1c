package io.portallink.shipengine;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.InvalidConfiguration;
import io.portallink.portal.Platform;
import io.portallink.upstream.UpstreamClients;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShipEngineConfiguration {

    @Bean
    Platform shipEngine(ShipEngineProperties properties, UpstreamClients clients) {
        String prefix = "portal.platforms.shipengine.";
        if (HttpsUrl.parse(prefix + "login-url", properties.loginUrl()).getRawFragment() != null) {
            throw new InvalidConfiguration(prefix + "login-url", "must have no fragment");
        }
        if (!properties.path().startsWith("/")) {
            throw new InvalidConfiguration(prefix + "path", "must begin with /");
        }
        String base = HttpsUrl.parseBase(prefix + "base-url", properties.baseUrl());
        HttpsUrl.parseBase(prefix + "path", base + properties.path()); // a query of ours follows it
        HttpsUrl.hosts(prefix + "redirect-hosts", properties.redirectHosts());
        return new ShipEnginePlatform(
                properties,
                URI.create(base + properties.path() + "?redirect=shipengine-dashboard"),
                clients.create(
                        ShipEnginePlatform.ID,
                        "X-ShipEngine-RequestID",
                        properties.maxConcurrent(),
                        properties.budgetPerMinute()));
    }
}

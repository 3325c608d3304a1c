package io.portallink.browser;

import io.portallink.tenant.Tenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrowserConfiguration {

    @Bean
    LaunchPages launchPages(Tenants tenants) {
        return new LaunchPages(tenants);
    }
}

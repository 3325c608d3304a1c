package io.portallink.easypost;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.Platform;
import io.portallink.upstream.UpstreamClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EasyPostConfiguration {

    @Bean
    Platform easyPost(EasyPostProperties properties, UpstreamClients clients) {
        String prefix = "portal.platforms.easypost.";
        String base = HttpsUrl.parseBase(prefix + "base-url", properties.baseUrl());
        HttpsUrl.hosts(prefix + "redirect-hosts", properties.redirectHosts());
        return new EasyPostPlatform(
                properties,
                base,
                clients.create(
                        EasyPostPlatform.ID,
                        "x-ep-request-uuid",
                        properties.maxConcurrent(),
                        properties.budgetPerMinute()));
    }
}

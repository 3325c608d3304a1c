package io.portallink.easypost;

import io.portallink.portal.HttpsUrl;
import io.portallink.portal.Platform;
import io.portallink.upstream.UpstreamClients;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EasyPostConfiguration {

    @Bean
    Platform easyPost(EasyPostProperties properties, UpstreamClients clients) {
        URI baseUrl = HttpsUrl.parse("portal.platforms.easypost.base-url", properties.baseUrl());
        return new EasyPostPlatform(
                properties,
                baseUrl,
                clients.create(
                        EasyPostPlatform.ID,
                        "x-ep-request-uuid",
                        properties.maxConcurrent(),
                        properties.budgetPerMinute()));
    }
}

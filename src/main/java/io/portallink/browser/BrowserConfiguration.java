package io.portallink.browser;

import io.portallink.broker.BrokerMetrics;
import io.portallink.broker.Refresher;
import io.portallink.link.Bounces;
import io.portallink.link.Timeline;
import io.portallink.tenant.Tenants;
import io.portallink.web.HtmlPages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrowserConfiguration {

    @Bean
    Dashboard dashboard(Tenants tenants) {
        return new Dashboard(tenants);
    }

    @Bean
    Visits visits(BrokerMetrics metrics) {
        return new Visits(metrics);
    }

    @Bean
    LaunchPages launchPages(Dashboard dashboard) {
        return new LaunchPages(dashboard);
    }

    @Bean
    RefreshAnswers refreshAnswers(
            Refresher refresher,
            Timeline timeline,
            Bounces bounces,
            Dashboard dashboard,
            LaunchPages words,
            HtmlPages pages,
            Visits visits) {
        return new RefreshAnswers(refresher, timeline, bounces, dashboard, words, pages, visits);
    }
}

package io.portallink.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.crypto.Reencryption;
import io.portallink.idempotency.IdempotencyKeys;
import io.portallink.link.LinkSweeper;
import io.portallink.link.PortalLinks;
import io.portallink.link.Refreshes;
import io.portallink.link.Tokens;
import io.portallink.merchant.MerchantRegistry;
import io.portallink.portal.Platform;
import io.portallink.store.ClockCheck;
import io.portallink.store.StoreWrites;
import io.portallink.tenant.Tenants;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    @Bean
    Platforms platforms(List<Platform> platforms, BrokerProperties properties, Tenants tenants) {
        Set<String> configured = properties.platforms() == null
                ? Set.of()
                : properties.platforms().keySet();
        return new Platforms(platforms, configured, tenants.all());
    }

    @Bean
    MeterRegistryCustomizer<MeterRegistry> createdSuffix() {
        return registry -> registry.config()
                .namingConvention(new CreatedSuffix(registry.config().namingConvention()));
    }

    @Bean
    BrokerMetrics brokerMetrics(MeterRegistry meters) {
        return new BrokerMetrics(meters);
    }

    @Bean
    PublicUrls publicUrls(BrokerProperties properties, Tokens tokens) {
        return new PublicUrls(properties.publicBaseUrl(), tokens);
    }

    @Bean
    PortalRequests portalRequests(PublicUrls urls) {
        return new PortalRequests(urls);
    }

    @Bean
    Minter minter(Clock clock, BrokerMetrics metrics) {
        return new Minter(clock, metrics);
    }

    @Bean
    PortalLinkBroker portalLinkBroker(
            Platforms platforms,
            MerchantRegistry merchants,
            PortalRequests requests,
            PublicUrls urls,
            Minter minter,
            PortalLinks links,
            TransactionOperations transactions,
            StoreWrites writes,
            BrokerMetrics metrics,
            Clock clock) {
        return new PortalLinkBroker(
                new Router(platforms, merchants), requests, urls, minter, links, transactions, writes, metrics, clock);
    }

    @Bean
    IdempotentBroker idempotentBroker(
            PortalLinkBroker broker, IdempotencyKeys keys, PortalLinks links, PublicUrls urls, Clock clock) {
        return new IdempotentBroker(broker, keys, links, urls, clock);
    }

    @Bean
    LinkRequests linkRequests(MerchantRegistry merchants, Tenants tenants, PortalRequests requests) {
        return new LinkRequests(merchants, tenants, requests);
    }

    @Bean
    Launcher launcher(PortalLinks links, Platforms platforms, LinkRequests requests, Minter minter, Clock clock) {
        return new Launcher(links, platforms, requests, minter, clock);
    }

    @Bean
    Refresher refresher(
            PortalLinks links,
            Refreshes refreshes,
            Platforms platforms,
            LinkRequests requests,
            Minter minter,
            Clock clock) {
        return new Refresher(links, refreshes, platforms, requests, minter, clock);
    }

    @Bean
    Housekeeping housekeeping(
            LinkSweeper links, IdempotencyKeys keys, Reencryption reencryption, StoreWrites writes, ClockCheck clock) {
        return new Housekeeping(links, keys, reencryption, writes, clock);
    }

    @Bean
    HeapWarning heapWarning() {
        return new HeapWarning();
    }

    @Bean
    AccountStatuses accountStatuses(Platforms platforms, MerchantRegistry merchants, Clock clock) {
        return new AccountStatuses(platforms, new Router(platforms, merchants), clock);
    }

    @Bean
    Accounts accounts(MerchantRegistry merchants, PortalLinks links, TransactionOperations transactions) {
        return new Accounts(merchants, links, transactions);
    }
}

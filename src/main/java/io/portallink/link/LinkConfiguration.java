package io.portallink.link;

import io.portallink.crypto.SealedTable;
import io.portallink.crypto.Sealer;
import io.portallink.crypto.Signer;
import io.portallink.portal.InvalidConfiguration;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class LinkConfiguration {

    // shorter ones are a unit forgotten: 30 means 30 ms
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    /**
     * {@code portal.retention}.
     *
     * @param retention how long an ended link and its events are kept, 1m to 3650d
     */
    @ConfigurationProperties("portal")
    record LinkProperties(@DefaultValue("30d") Duration retention) {}

    @Bean
    Tokens tokens(Signer signer) {
        return new Tokens(signer);
    }

    @Bean
    LinkRows linkRows(Sealer sealer) {
        return new LinkRows(sealer);
    }

    @Bean
    Timeline timeline(JdbcClient jdbc, Clock clock) {
        return new Timeline(jdbc, clock);
    }

    @Bean
    PortalLinks portalLinks(
            JdbcClient jdbc, LinkRows rows, Timeline timeline, TransactionOperations transactions, Clock clock) {
        return new PortalLinks(jdbc, rows, timeline, transactions, clock);
    }

    @Bean
    LinkSearch linkSearch(JdbcClient jdbc, LinkRows rows, Clock clock) {
        return new LinkSearch(jdbc, rows, clock, LinkSearch.LOOK_BACK);
    }

    @Bean
    Refreshes refreshes(JdbcClient jdbc, Timeline timeline, TransactionOperations transactions, Clock clock) {
        return new Refreshes(jdbc, timeline, transactions, clock);
    }

    @Bean
    Bounces bounces(JdbcClient jdbc, Clock clock) {
        return new Bounces(jdbc, clock);
    }

    @Bean
    LinkSweeper linkSweeper(JdbcClient jdbc, Bounces bounces, Clock clock, LinkProperties properties) {
        Duration retention = properties.retention();
        if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
            throw new InvalidConfiguration("portal.retention", "must be from 1m to 3650d; write it like 30d");
        }
        return new LinkSweeper(jdbc, bounces, clock, retention);
    }

    @Bean
    SealedTable<?> linkTable(JdbcClient jdbc, Sealer sealer) {
        return new LinkTable(jdbc, sealer);
    }
}

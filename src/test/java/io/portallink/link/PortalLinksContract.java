package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.Secret;
import io.portallink.portal.TenantId;
import io.portallink.portal.Warning;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What the links promise, on production's schema; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PortalLinksContract {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final TenantId ACME = new TenantId("acme");
    private static final MerchantId M1 = new MerchantId("m_1");
    private static final PlatformId EASYPOST = new PlatformId("easypost");

    private final TestClock clock = new TestClock();
    private final DataSource store;
    private final JdbcClient jdbc;
    private final PortalLinks links;

    PortalLinksContract(String url, @Nullable String user) {
        store = user == null ? new DriverManagerDataSource(url) : new DriverManagerDataSource(url, user, "");
        jdbc = JdbcClient.create(store);
        Sealer sealer = new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
        Timeline timeline = new Timeline(jdbc, clock);
        TransactionOperations transactions = new TransactionTemplate(new JdbcTransactionManager(store));
        links = new PortalLinks(jdbc, new LinkRows(sealer), timeline, transactions, clock);
    }

    @BeforeAll
    void schema() {
        Flyway.configure().dataSource(store).load().migrate();
    }

    private LinkId issue(String tenant, String merchant, String platform, @Nullable String account) {
        LinkId id = LinkId.next(clock.instant());
        links.add(link(id, tenant, merchant, platform, account));
        return id;
    }

    private LinkId issue() {
        return issue("acme", "m_1", "easypost", null);
    }

    private PortalLink link(LinkId id, String tenant, String merchant, String platform, @Nullable String account) {
        return new PortalLink(
                id,
                new TenantId(tenant),
                new MerchantId(merchant),
                new PlatformId(platform),
                Page.ONBOARDING,
                LinkMode.LAUNCH,
                true,
                "https://dashboard.example/return",
                null,
                "theme",
                List.of(Warning.RETURN_URL_UNSUPPORTED, Warning.PAGE_UNSUPPORTED),
                account == null ? null : new Secret(account),
                "state in clear",
                "{\"prefill\": \"in clear\"}",
                clock.instant(),
                clock.instant().plus(LIFE),
                Life.ISSUED);
    }

    private LinkStatus status(LinkId id) {
        return links.find(id).orElseThrow().statusAt(clock.instant());
    }

    @Test
    void findWhenAddedThenTheSameLink() {
        LinkId id = LinkId.next(clock.instant());
        PortalLink link = link(id, "acme", "m_1", "easypost", "user_in_clear");
        links.add(link);

        assertThat(links.find(id)).contains(link);
        assertThat(links.find(LinkId.next(clock.instant()))).isEmpty();
    }

    @Test
    void rowWhenStoredThenHoldsNoSecretInClear() {
        LinkId id = issue("acme", "m_1", "easypost", "user_in_clear");

        String row = jdbc.sql("SELECT * FROM portal_link WHERE id = :id")
                .param("id", id.value())
                .query()
                .singleRow()
                .toString();
        assertThat(row).contains(id.value()).doesNotContain("clear");
    }

    @Test
    void claimWhenIssuedThenOnceAndOnlyItOpensAndOnlyOnce() {
        LinkId id = issue();
        Claim claim = links.claim(id).orElseThrow();

        assertThat(status(id)).isEqualTo(LinkStatus.OPENING);
        assertThat(links.claim(id)).isEmpty();
        assertThat(links.open(id, Claim.next(), BrowserSecret.next())).isFalse();
        assertThat(links.open(issue(), claim, BrowserSecret.next())).isFalse();
        assertThat(links.open(id, claim, BrowserSecret.next())).isTrue();
        assertThat(links.open(id, claim, BrowserSecret.next())).isFalse();
        assertThat(links.claim(id)).isEmpty();
        assertThat(status(id)).isEqualTo(LinkStatus.OPENED);
    }

    @Test
    void claimWhenLeaseRanOutThenTakenOverAndOldOneIsWorthNothing() {
        LinkId id = issue();
        Claim old = links.claim(id).orElseThrow();
        clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertThat(links.claim(id)).isEmpty();
        clock.advance(Duration.ofMillis(1));

        assertThat(links.open(id, old, BrowserSecret.next())).isFalse();
        Claim taken = links.claim(id).orElseThrow();
        assertThat(links.open(id, old, BrowserSecret.next())).isFalse();
        links.release(id, old, "platform-timeout", true);
        assertThat(status(id)).isEqualTo(LinkStatus.OPENING);
        assertThat(links.open(id, taken, BrowserSecret.next())).isTrue();
    }

    @Test
    void claimWhenTimeIsOverThenNoneAndClaimedBeforeStillOpens() {
        LinkId late = issue();
        LinkId claimed = issue();
        clock.advance(LIFE.minusMillis(1));
        Claim claim = links.claim(claimed).orElseThrow();
        clock.advance(Duration.ofMillis(1));

        assertThat(links.claim(late)).isEmpty();
        assertThat(status(late)).isEqualTo(LinkStatus.EXPIRED);
        assertThat(links.open(claimed, claim, BrowserSecret.next())).isTrue();
    }

    @Test
    void releaseWhenCountedFiveTimesThenFailedAndUncountedOnesDoNotMatter() {
        LinkId id = issue();
        for (int i = 1; i <= PortalLinks.MAX_FAILURES; i++) {
            links.release(id, links.claim(id).orElseThrow(), "platform-unavailable", false);
            assertThat(status(id)).isEqualTo(LinkStatus.ISSUED);
            links.release(id, links.claim(id).orElseThrow(), "platform-timeout", true);
        }

        PortalLink link = links.find(id).orElseThrow();
        assertThat(link.status()).isEqualTo(LinkStatus.FAILED);
        assertThat(link.life().failureCode()).isEqualTo("platform-timeout");
        assertThat(link.prefill()).as("erased when the link ends").isNull();
        assertThat(links.claim(id)).isEmpty();
    }

    @Test
    void returnedWhenOpenedThenOnceAndNotBefore() {
        LinkId id = issue();
        assertThat(links.returned(id)).isFalse();
        assertThat(links.open(id, links.claim(id).orElseThrow(), BrowserSecret.next()))
                .isTrue();

        assertThat(links.returned(id)).isTrue();
        assertThat(links.returned(id)).isFalse();
        assertThat(status(id)).isEqualTo(LinkStatus.RETURNED);
    }

    @Test
    void revokeWhenUnopenedThenOfThatMerchantAndPlatformOnly() {
        clock.advance(LIFE);
        LinkId issued = issue();
        LinkId inline = issue("acme", "m_1", "easypost", "user_1");
        LinkId opening = issue();
        Claim claim = links.claim(opening).orElseThrow();
        LinkId opened = issue();
        assertThat(links.open(opened, links.claim(opened).orElseThrow(), BrowserSecret.next()))
                .isTrue();
        List<LinkId> others = List.of(
                issue("bare", "m_1", "easypost", null),
                issue("acme", "m_2", "easypost", null),
                issue("acme", "m_1", "shipengine", null));

        assertThat(links.revokeUnopenedOfRegistered(ACME, M1, EASYPOST)).isEqualTo(2);
        assertThat(status(inline)).isEqualTo(LinkStatus.ISSUED);
        assertThat(links.revokeUnopened(ACME, M1, EASYPOST)).isEqualTo(1);

        assertThat(List.of(issued, inline, opening)).allMatch(id -> status(id) == LinkStatus.REVOKED);
        assertThat(links.open(opening, claim, BrowserSecret.next())).isFalse();
        links.release(opening, claim, "platform-timeout", true);
        assertThat(status(opening)).isEqualTo(LinkStatus.REVOKED);
        assertThat(status(opened)).isEqualTo(LinkStatus.OPENED);
        assertThat(others).allMatch(id -> status(id) == LinkStatus.ISSUED);
    }

    @Test
    void revokeWhenOpeningOutlivesItsTicketThenItDoesNotOpenEither() {
        LinkId id = issue();
        clock.advance(LIFE.minusMillis(1));
        Claim claim = links.claim(id).orElseThrow();
        clock.advance(Duration.ofMillis(1));

        links.revokeUnopened(ACME, M1, EASYPOST);

        assertThat(links.open(id, claim, BrowserSecret.next())).isFalse();
        assertThat(status(id)).isEqualTo(LinkStatus.REVOKED);
    }
}

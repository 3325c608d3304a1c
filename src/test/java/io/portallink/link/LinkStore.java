package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.PlatformId;
import io.portallink.portal.TenantId;
import io.portallink.testkit.AtOnce;
import io.portallink.testkit.EmbeddedPostgresServer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Production's schema in an empty store of its own, and everything that lives on it; as many connections as in production. */
final class LinkStore {

    static final int THREADS = 64;
    static final int CONNECTIONS = 20;

    final TestClock clock = new TestClock();
    final DataSource source;
    final JdbcClient jdbc;
    final PortalLinks links;
    final Refreshes refreshes;
    final Bounces bounces;
    final Timeline timeline;

    private LinkStore(DataSource store) {
        source = store;
        Flyway.configure().dataSource(store).load().migrate();
        jdbc = JdbcClient.create(store);
        Sealer sealer = new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
        TransactionOperations transactions = new TransactionTemplate(new JdbcTransactionManager(store));
        timeline = new Timeline(jdbc, clock);
        links = new PortalLinks(jdbc, new LinkRows(sealer), timeline, transactions, clock);
        refreshes = new Refreshes(jdbc, timeline, transactions, clock);
        bounces = new Bounces(jdbc, clock);
    }

    static LinkStore onH2() {
        return new LinkStore(pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    }

    static LinkStore onPostgres() {
        return new LinkStore(pool(EmbeddedPostgresServer.freshDatabase()));
    }

    private static DataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    LinkId issued() {
        LinkId id = LinkId.next(clock.instant());
        links.add(new PortalLink(
                id,
                new TenantId("acme"),
                new MerchantId("m_1"),
                new PlatformId("easypost"),
                null,
                LinkMode.LAUNCH,
                false,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(5)),
                Life.ISSUED));
        return id;
    }

    /** A link that a browser launched. */
    LinkId opened() {
        LinkId id = issued();
        assertThat(links.open(id, links.claim(id).orElseThrow(), BrowserSecret.next()))
                .isTrue();
        return id;
    }

    PortalLink find(LinkId id) {
        return links.find(id).orElseThrow();
    }

    int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    /** What many threads got that began at once. */
    static <T> List<T> atOnce(Callable<T> task) throws Exception {
        return AtOnce.run(THREADS, task);
    }
}

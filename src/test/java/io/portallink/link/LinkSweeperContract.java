package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.MerchantId;
import io.portallink.portal.Page;
import io.portallink.portal.PlatformId;
import io.portallink.portal.TenantId;
import io.portallink.testkit.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the sweeper erases and deletes, when, and nothing else; a subclass names the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LinkSweeperContract {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final TestClock clock = new TestClock();
    private final Stores store;
    private final JdbcClient jdbc;
    private final PortalLinks links;
    private final Bounces bounces;
    private final Timeline timeline;
    private final LinkSweeper sweeper;
    private final TransactionTemplate transactions;

    LinkSweeperContract(Stores store) {
        this.store = store;
        jdbc = JdbcClient.create(store);
        timeline = new Timeline(jdbc, clock);
        bounces = new Bounces(jdbc, clock);
        LinkRows rows =
                new LinkRows(new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32])))));
        transactions = new TransactionTemplate(new JdbcTransactionManager(store));
        links = new PortalLinks(jdbc, rows, timeline, transactions, clock);
        sweeper = new LinkSweeper(jdbc, bounces, clock, RETENTION);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM portal_link").update();
    }

    private LinkId issue() {
        LinkId id = LinkId.next(clock.instant());
        Instant now = clock.instant();
        links.add(new PortalLink(
                id,
                new TenantId("acme"),
                new MerchantId("m_1"),
                new PlatformId("easypost"),
                Page.ONBOARDING,
                LinkMode.LAUNCH,
                false,
                null,
                null,
                null,
                List.of(),
                null,
                "state",
                "{\"a\": 1}",
                now,
                now.plus(LIFE),
                Life.ISSUED));
        return id;
    }

    private void assertErasedAfter(LinkId id, Duration time) {
        clock.advance(time.minus(MILLI));
        sweeper.sweep();
        assertThat(links.find(id).orElseThrow().prefill())
                .as("a millisecond before")
                .isNotNull();
        clock.advance(MILLI);
        sweeper.sweep();
        assertThat(links.find(id).orElseThrow().prefill()).isNull();
        assertThat(links.find(id).orElseThrow().state()).isEqualTo("state");
    }

    @Test
    void sweepWhenTicketAndLeaseAreOverThenPrefillIsErasedAndNoEarlier() {
        LinkId id = issue();
        clock.advance(LIFE.minus(MILLI));
        assertThat(links.claim(id)).as("at the last moment").isPresent();

        assertErasedAfter(id, PortalLinks.LEASE.plus(MILLI));
        assertThat(links.find(id).orElseThrow().statusAt(clock.instant())).isEqualTo(LinkStatus.EXPIRED);
    }

    @Test
    void sweepWhenOpenedThenPrefillIsErasedWithTheLastRefresh() {
        LinkId id = issue();
        assertThat(links.open(id, links.claim(id).orElseThrow(), BrowserSecret.next()))
                .isTrue();

        assertErasedAfter(id, Refreshes.WINDOW);
    }

    @Test
    void sweepWhenOpenedAndTakenBackThenPrefillIsErasedAsIfItHadNotBeen() {
        LinkId id = issue();
        Claim claim = links.claim(id).orElseThrow();
        assertThat(links.open(id, claim, BrowserSecret.next())).isTrue();
        links.release(id, claim, "platform-timeout", true);

        assertErasedAfter(id, LIFE.plus(PortalLinks.LEASE));
    }

    @Test
    void prefillWhenLinkEndsThenErasedAtOnce() {
        LinkId returned = issue();
        assertThat(links.open(returned, links.claim(returned).orElseThrow(), BrowserSecret.next()))
                .isTrue();
        assertThat(links.returned(returned)).isTrue();
        LinkId revoked = issue();
        assertThat(links.revoke(new TenantId("acme"), revoked)).isTrue();
        LinkId failed = issue();
        for (int i = 0; i < PortalLinks.MAX_FAILURES; i++) {
            links.release(failed, links.claim(failed).orElseThrow(), "platform-timeout", true);
        }

        assertThat(jdbc.sql("SELECT count(*) FROM portal_link WHERE prefill IS NOT NULL OR erase_at IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void sweepWhenPastRetentionThenLinksAndEventsAreDeletedInBatchesByTwoSweepersAtOnce() throws Exception {
        int old = 2 * LinkSweeper.BATCH + 7;
        transactions.executeWithoutResult(
                ignored -> { // on one connection
                    for (int i = 0; i < old; i++) {
                        timeline.note(issue(), EventType.REPLAYED);
                    }
                });
        clock.advance(MILLI);
        LinkId younger = issue();
        timeline.note(younger, EventType.REPLAYED);
        clock.advance(RETENTION.plus(LinkSweeper.LONGEST_LIFE).minus(MILLI));
        assertThat(sweeper.sweep()).as("a millisecond before").isZero();
        clock.advance(MILLI);
        LinkId living = issue();
        int before = store.connections();

        assertThat(twoSweepers() + sweeper.sweep()).isEqualTo(old);

        assertThat(store.connections() - before)
                .as("statements")
                .isGreaterThanOrEqualTo(11); // three sweeps of three at least, and two batches more
        assertThat(ids()).containsExactlyInAnyOrder(younger.value(), living.value());
        assertThat(jdbc.sql("SELECT link_id FROM portal_link_event")
                        .query(String.class)
                        .list())
                .containsExactly(younger.value());
        clock.advance(MILLI);
        assertThat(sweeper.sweep()).isEqualTo(1);
        assertThat(ids()).containsExactly(living.value());
    }

    private int twoSweepers() throws Exception {
        List<Future<Integer>> swept = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            swept.add(threads.submit(sweeper::sweep));
            swept.add(threads.submit(sweeper::sweep));
        }
        return swept.get(0).get() + swept.get(1).get();
    }

    private List<@Nullable String> ids() {
        return jdbc.sql("SELECT id FROM portal_link").query(String.class).list();
    }

    @Test
    void sweepWhenRetentionIsAnotherThenThatOneCounts() {
        LinkId id = issue();
        clock.advance(LinkSweeper.LONGEST_LIFE.plus(Duration.ofHours(1)));
        assertThat(new LinkSweeper(jdbc, bounces, clock, Duration.ofHours(1)).sweep())
                .isZero();
        clock.advance(MILLI);

        assertThat(new LinkSweeper(jdbc, bounces, clock, Duration.ofHours(1)).sweep())
                .isEqualTo(1);
        assertThat(links.find(id)).isEmpty();
    }

    @Test
    void sweepWhenBouncesAreOlderThanTheirWindowThenDeleted() {
        assertThat(bounces.another(new TenantId("acme"), new MerchantId("m_b"))).isTrue();
        clock.advance(Bounces.WINDOW.minus(MILLI));
        sweeper.sweep();
        assertThat(countOfBounces()).isEqualTo(1);
        clock.advance(MILLI);
        sweeper.sweep();

        assertThat(countOfBounces()).isZero();
    }

    private long countOfBounces() {
        return jdbc.sql("SELECT count(*) FROM refresh_bounce").query(Long.class).single();
    }
}

package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What refreshes promise, on production's schema; a subclass names the store. */
abstract class RefreshesContract {

    private static final int ROUNDS = 10;

    private final LinkStore store;
    private final Refreshes refreshes;

    RefreshesContract(LinkStore store) {
        this.store = store;
        this.refreshes = store.refreshes;
    }

    @Test
    void claimWhenHeldThenNoOtherAndOnlyItCountsAndOnlyOnce() {
        LinkId id = store.opened();
        Claim claim = claim(id, false).orElseThrow();

        assertThat(claim(id, false)).isEmpty();
        assertThat(claim(id, true)).isEmpty();
        assertThat(refreshes.refreshed(id, Claim.next(), false)).isFalse();
        assertThat(refreshes.refreshed(store.opened(), claim, false)).isFalse();
        assertThat(refreshes.refreshed(id, claim, false)).isTrue();
        assertThat(refreshes.refreshed(id, claim, false)).isFalse();
        assertThat(count(id)).isOne();
        assertThat(refreshedEvents(id)).isOne();
    }

    @Test
    void claimWhenThreeAreCountedThenNoneAndReleasedOnesDoNotMatter() {
        LinkId id = store.opened();
        for (int i = 0; i < Refreshes.MOST; i++) {
            refreshes.release(id, claim(id, false).orElseThrow());
            assertThat(refreshes.refreshed(id, claim(id, false).orElseThrow(), false))
                    .isTrue();
        }
        assertThat(claim(id, false)).isEmpty();
        assertThat(claim(id, true)).isEmpty();
    }

    @Test
    void claimWhenLeaseRanOutThenTakenOverAndOldOneIsWorthNothing() {
        LinkId id = store.opened();
        Claim old = claim(id, false).orElseThrow();
        store.clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertThat(claim(id, false)).isEmpty();
        store.clock.advance(Duration.ofMillis(1));

        assertThat(refreshes.refreshed(id, old, false)).isFalse();
        Claim taken = claim(id, false).orElseThrow();
        refreshes.release(id, old);
        assertThat(claim(id, false)).as("an old claim releases nothing").isEmpty();
        assertThat(refreshes.refreshed(id, taken, false)).isTrue();
        refreshes.release(id, old);
        assertThat(count(id)).isOne();
    }

    @Test
    void releaseWhenAnotherRefreshHoldsTheClaimMeanwhileThenStillTakenBack() {
        LinkId id = store.opened();
        Claim unsent = claim(id, false).orElseThrow();
        assertThat(refreshes.refreshed(id, unsent, false)).isTrue();
        Claim other = claim(id, false).orElseThrow();

        refreshes.release(id, unsent);
        assertThat(count(id)).isZero();
        assertThat(refreshes.refreshed(id, other, false)).isTrue();
        assertThat(count(id)).isOne();
        assertThat(refreshedEvents(id)).isOne();
    }

    @Test
    void releaseWhenCountedAndNeverSentThenTakenBackOnceWithItsEvent() {
        LinkId id = store.opened();
        assertThat(refreshes.refreshed(id, claim(id, false).orElseThrow(), false))
                .isTrue();
        Claim claim = claim(id, false).orElseThrow();
        assertThat(refreshes.refreshed(id, claim, false)).isTrue();

        refreshes.release(id, claim);
        refreshes.release(id, claim);

        assertThat(count(id)).isOne();
        assertThat(refreshedEvents(id)).isOne();
    }

    @Test
    void claimWhenStatusIsAnotherThenByTicketAfterReturnOnly() {
        LinkId returned = store.opened();
        Claim before = claim(returned, false).orElseThrow();
        assertThat(store.links.returned(returned)).isTrue();
        assertThat(refreshes.refreshed(returned, before, false)).isFalse();
        refreshes.release(returned, before);
        assertThat(claim(returned, false)).isEmpty();
        assertThat(refreshes.refreshed(returned, claim(returned, true).orElseThrow(), true))
                .isTrue();

        LinkId revoked = store.opened();
        Claim late = claim(revoked, true).orElseThrow();
        assertThat(store.links.revoke(store.find(revoked).tenant(), revoked)).isTrue();
        assertThat(refreshes.refreshed(revoked, late, true)).isFalse();
        refreshes.release(revoked, late);
        assertThat(claim(revoked, true)).isEmpty();
        assertThat(claim(store.issued(), true)).isEmpty();
    }

    @Test
    void claimWhenBrowserIsAnotherThenNone() {
        LinkId id = store.opened();
        PortalLink stale = store.find(id);
        store.jdbc
                .sql("UPDATE portal_link SET browser_hash = :hash WHERE id = :id")
                .param("hash", BrowserSecret.next().hash())
                .param("id", id.value())
                .update(); // launched anew since it was read

        assertThat(refreshes.claim(stale, false)).isEmpty();
        assertThat(claim(id, false)).isPresent();
    }

    @Test
    void claimWhenHalfAnHourIsOverThenNone() {
        LinkId id = store.opened();
        store.clock.advance(Refreshes.WINDOW.minusMillis(1));
        refreshes.release(id, claim(id, false).orElseThrow());
        store.clock.advance(Duration.ofMillis(1));
        assertThat(claim(id, false)).isEmpty();
        assertThat(claim(id, true)).isEmpty();
    }

    @Test
    void claimWhenManyRaceThenOneAtATimeAndThreeInAll() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            LinkId id = store.opened();
            AtomicInteger holders = new AtomicInteger();
            List<Boolean> counted = LinkStore.atOnce(() -> refresh(id, holders));

            assertThat(counted).as("round %d", round).filteredOn(sent -> sent).hasSizeBetween(1, Refreshes.MOST);
            assertThat(count(id))
                    .isEqualTo(Math.toIntExact(
                            counted.stream().filter(sent -> sent).count()));
            assertThat(refreshedEvents(id)).isEqualTo(count(id));
        }
    }

    private boolean refresh(LinkId id, AtomicInteger holders) throws InterruptedException {
        for (int attempt = 0; attempt < 3; attempt++) {
            Optional<Claim> claim = claim(id, attempt % 2 == 0);
            if (claim.isPresent()) {
                assertThat(holders.incrementAndGet()).as("at a time").isOne();
                Thread.sleep(1);
                holders.decrementAndGet();
                return refreshes.refreshed(id, claim.get(), true);
            }
        }
        return false;
    }

    private Optional<Claim> claim(LinkId id, boolean reopening) {
        return refreshes.claim(store.find(id), reopening);
    }

    private int count(LinkId id) {
        return store.find(id).life().refreshes();
    }

    private int refreshedEvents(LinkId id) {
        return store.count(
                "SELECT count(*) FROM portal_link_event WHERE type = 'refreshed' AND link_id = '" + id + "'");
    }
}

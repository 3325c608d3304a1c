package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkSearchTest {

    private static final TenantId TENANT = new TenantId("acme");

    private final LinkStore store = LinkStore.onH2();

    @Test
    void newestWhenARowDoesNotOpenThenItIsListedAllTheSame() {
        LinkId damaged = store.issued();
        store.jdbc.sql("UPDATE portal_link SET state = 'damaged'").update();
        LinkId good = store.issued();

        LinkSearch.Found found = search(LinkSearch.LOOK_BACK).newest(TENANT, null, null, null, 10);

        assertThat(found.links().stream().map(PortalLink::id)).containsExactlyInAnyOrder(damaged, good);
    }

    @Test
    void newestOfStatusWhenFewHaveItThenPagesMayBeShortAndLeadToAllOfThem() {
        LinkId first = revoked();
        issued(4);
        LinkId second = revoked();
        issued(7);
        List<List<LinkId>> pages = new ArrayList<>();
        @Nullable LinkId next = null;
        do {
            LinkSearch.Found found = search(3).newest(TENANT, null, LinkStatus.REVOKED, next, 10);
            pages.add(found.links().stream().map(PortalLink::id).toList());
            next = found.next();
        } while (next != null);

        assertThat(pages).hasSizeGreaterThan(3).contains(List.of());
        assertThat(pages.stream().flatMap(List::stream)).containsExactly(second, first);
    }

    private LinkId revoked() {
        issued(1); // all of them one after another: links of the same moment have no order
        LinkId id = store.issued();
        store.links.revoke(TENANT, id);
        return id;
    }

    private void issued(int count) {
        for (int i = 0; i < count; i++) {
            store.issued();
            store.clock.advance(Duration.ofMillis(1));
        }
    }

    private LinkSearch search(int lookBack) {
        Sealer sealer = new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));
        return new LinkSearch(store.jdbc, new LinkRows(sealer), store.clock, lookBack);
    }
}

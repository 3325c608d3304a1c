package io.portallink.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.crypto.KeyRing;
import io.portallink.crypto.Sealer;
import io.portallink.portal.TenantId;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkSearchTest {

    private final LinkStore store = LinkStore.onH2();

    @Test
    void newestWhenARowDoesNotOpenThenItIsListedAllTheSame() {
        LinkId damaged = store.issued();
        store.jdbc.sql("UPDATE portal_link SET state = 'damaged'").update();
        LinkId good = store.issued();
        Sealer sealer = new Sealer(new KeyRing(List.of(Base64.getEncoder().encodeToString(new byte[32]))));

        List<PortalLink> found = new LinkSearch(store.jdbc, new LinkRows(sealer), store.clock)
                .newest(new TenantId("acme"), null, null, null, 10);

        assertThat(found.stream().map(PortalLink::id)).containsExactlyInAnyOrder(damaged, good);
    }
}

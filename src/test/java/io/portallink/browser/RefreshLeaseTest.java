package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.link.Refreshes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A refresh has a lease of its own, and whoever lost it throws the URL away. */
class RefreshLeaseTest extends Visiting {

    @Autowired
    private PortalLinks links;

    @Autowired
    private Refreshes refreshes;

    @Test
    void refreshWhenAnotherIsUnderWayThenBusyAndTheFirstIsLetIn() throws Exception {
        Visitor visitor = launched("m_1");
        CompletableFuture<HttpResponse<String>> slow = slowVisit(visitor.refresh(), visitor.cookie());

        for (String path : List.of(visitor.refresh(), visitor.ticket())) {
            HttpResponse<String> page = visit(path, visitor.cookie());
            assertPage(page, 409);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(page.body()).contains("<meta http-equiv=\"refresh\" content=\"2\">");
        }
        assertRedirect(slow.get(10, TimeUnit.SECONDS), 302, session("slow"));
        assertMinted(1);
        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, session("quick"));
        assertThat(row(visitor.link())).containsEntry("REFRESHES", 2);
    }

    @Test
    void refreshWhenAnotherCrashedThenBusyForItsLeaseAndNotLonger() {
        Visitor visitor = launched("m_1");
        easyPostAnswers(newSession("after"));
        assertThat(refreshes.claim(links.find(visitor.link()).orElseThrow(), false))
                .isPresent();
        clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertPage(visit(visitor.refresh(), visitor.cookie()), 409);
        clock.advance(Duration.ofMillis(1));

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, session("after"));
        assertThat(row(visitor.link())).containsEntry("REFRESHES", 1);
    }

    @Test
    void refreshWhenItsLeaseRanOutThenItsUrlIsThrownAwayAndNothingCounted() throws Exception {
        Visitor visitor = launched("m_1");
        CompletableFuture<HttpResponse<String>> slow = slowVisit(visitor.refresh(), visitor.cookie());
        clock.advance(PortalLinks.LEASE);

        assertPage(slow.get(10, TimeUnit.SECONDS), 409);
        assertThat(row(visitor.link())).containsEntry("REFRESHES", 0);
    }

    @Test
    void refreshWhenItsLeaseWasTakenOverThenItsUrlIsThrownAway() throws Exception {
        Visitor visitor = launched("m_1");
        CompletableFuture<HttpResponse<String>> slow = slowVisit(visitor.refresh(), visitor.cookie());
        clock.advance(PortalLinks.LEASE);

        assertRedirect(visit(visitor.refresh(), visitor.cookie()), 302, session("quick"));
        assertPage(slow.get(10, TimeUnit.SECONDS), 409);
        assertThat(row(visitor.link())).containsEntry("REFRESHES", 1);
    }

    @Test
    void refreshWhenLinkIsRevokedMeanwhileThenItsUrlIsThrownAway() throws Exception {
        for (boolean byTicket : new boolean[] {false, true}) {
            Visitor visitor = launched("m_1");
            String path = byTicket ? visitor.ticket() : visitor.refresh();
            CompletableFuture<HttpResponse<String>> slow = slowVisit(path, visitor.cookie());
            revoke(visitor.link());

            assertThrownAway(slow, visitor.link(), "revoked");
        }
    }

    @Test
    void refreshWhenMerchantReturnsMeanwhileThenItsUrlIsThrownAwayButNotOneByTicket() throws Exception {
        Visitor visitor = launched("m_1");
        CompletableFuture<HttpResponse<String>> refresh = slowVisit(visitor.refresh(), visitor.cookie());
        assertThat(visit(visitor.comeback(), "").statusCode()).isEqualTo(302);
        assertThrownAway(refresh, visitor.link(), "ended");

        Visitor other = launched("m_1");
        CompletableFuture<HttpResponse<String>> reopening = slowVisit(other.ticket(), other.cookie());
        assertThat(visit(other.comeback(), "").statusCode()).isEqualTo(302);
        assertRedirect(reopening.get(10, TimeUnit.SECONDS), 302, session("slow"));
    }

    private void assertThrownAway(CompletableFuture<HttpResponse<String>> slow, LinkId link, String reason)
            throws Exception {
        assertRedirect(slow.get(10, TimeUnit.SECONDS), 302, bounce(link, reason));
        assertThat(row(link)).containsEntry("REFRESHES", 0).containsEntry("REFRESH_UNTIL", null);
    }
}

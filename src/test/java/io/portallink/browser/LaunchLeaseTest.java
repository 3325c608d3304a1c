package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.BrowserSecret;
import io.portallink.link.Claim;
import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A claim is a lease: it keeps others out for 15 seconds, and is worth nothing afterwards. */
class LaunchLeaseTest extends Browsing {

    @Autowired
    private PortalLinks links;

    @Autowired
    private Tokens tokens;

    @Test
    void launchWhenAnotherIsUnderWayThenBusyPageThatReloadsItself() {
        String ticket = ticket("");
        assertThat(links.claim(link(ticket))).isPresent();

        for (HttpResponse<String> page : List.of(navigate(ticket), press(ticket))) {
            assertPage(page, 409);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(page.body()).contains("<meta http-equiv=\"refresh\" content=\"2\">");
        }
        assertMinted(0);
    }

    @Test
    void launchWhenClaimIsOlderThanItsLeaseThenTakenOverAndOldClaimOpensNothing() {
        String ticket = ticket("");
        Claim crashed = links.claim(link(ticket)).orElseThrow();
        clock.advance(PortalLinks.LEASE.minusMillis(1));
        assertPage(navigate(ticket), 409);
        clock.advance(Duration.ofMillis(1));

        assertThat(links.open(link(ticket), crashed, BrowserSecret.next())).isFalse();
        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
        assertThat(links.open(link(ticket), crashed, BrowserSecret.next())).isFalse();
    }

    @Test
    void launchWhenItsMintOutlivesTheLeaseThenItsUrlIsThrownAway() throws Exception {
        String ticket = ticket("");
        CompletableFuture<HttpResponse<String>> slow = slowLaunch(ticket);
        clock.advance(PortalLinks.LEASE);
        StubPlatforms.reset();

        assertRedirect(navigate(ticket), 302, StubPlatforms.EASYPOST_URL);
        assertPage(slow.get(10, TimeUnit.SECONDS), 410);
    }

    @Test
    void launchWhenAccountIsChangedMeanwhileThenItsUrlIsThrownAway() throws Exception {
        String account = "/v1/merchants/m_lease/accounts/easypost";
        http().api("PUT", account, "acme-key", "{\"account\": \"user_old\"}");
        CompletableFuture<HttpResponse<String>> slow = slowLaunch(ticket("acme-key", "m_lease", ""));

        assertThat(http().api("PUT", account, "acme-key", "{\"account\": \"user_new\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> page = slow.get(10, TimeUnit.SECONDS);
        assertPage(page, 410);
        assertThat(page.body()).contains("withdrawn");
    }

    private CompletableFuture<HttpResponse<String>> slowLaunch(String ticket) throws InterruptedException {
        easyPostAnswers(aResponse()
                .withStatus(201)
                .withFixedDelay(1500)
                .withBody(StubPlatforms.easyPostBody(Instant.parse("2026-11-21T10:00:00Z"))));
        CompletableFuture<HttpResponse<String>> launch = CompletableFuture.supplyAsync(() -> navigate(ticket));
        while (StubPlatforms.easyPost()
                .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)))
                .isEmpty()) {
            assertThat(launch).isNotDone();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return launch;
    }

    private LinkId link(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }
}

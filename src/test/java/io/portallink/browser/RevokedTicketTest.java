package io.portallink.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.link.Tokens;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A ticket that its tenant revoked opens nothing: not later, not again, and not while its URL is being made. */
class RevokedTicketTest extends Browsing {

    @Autowired
    private Tokens tokens;

    @Test
    void launchWhenRevokedThenPageSaysSoAndNothingIsMinted() {
        String ticket = ticket("");
        revoke(ticket);

        for (HttpResponse<String> page : List.of(navigate(ticket), press(ticket))) {
            assertGone(page);
        }
        assertMinted(0);
    }

    @Test
    void launchWhenRevokedAfterItWasOpenedThenItsOwnBrowserIsNotLetInEither() {
        String ticket = ticket("");
        Map<String, String> own = withCookie(navigate(ticket));
        revoke(ticket);

        assertGone(http().get(ticket, own));
        assertMinted(1);
    }

    @Test
    void launchWhenRevokedWhileItsUrlIsMadeThenUrlIsThrownAway() throws Exception {
        String ticket = ticket("");
        CompletableFuture<HttpResponse<String>> slow = underWay(() -> navigate(ticket));
        assertThat(revoke(ticket)).contains("\"warnings\":[]");

        assertGone(slow.get(10, TimeUnit.SECONDS));
        assertGone(navigate(ticket));
        assertMinted(1);
    }

    @Test
    void launchWhenRevokedWhileThePlatformFailsThenStaysRevoked() throws Exception {
        String ticket = ticket("");
        CompletableFuture<HttpResponse<String>> slow = underWay(500, () -> navigate(ticket));
        revoke(ticket);

        assertThat(slow.get(10, TimeUnit.SECONDS).headers().firstValue("Location"))
                .isEmpty();
        assertGone(navigate(ticket));
    }

    @Test
    void reopeningWhenRevokedWhileItsUrlIsMadeThenUrlIsThrownAwayAndDashboardIsTold() throws Exception {
        String ticket = ticket("");
        Map<String, String> own = withCookie(navigate(ticket));
        CompletableFuture<HttpResponse<String>> reopened = underWay(() -> http().get(ticket, own));
        assertThat(revoke(ticket)).contains("session-not-ended");

        assertRedirect(
                reopened.get(10, TimeUnit.SECONDS),
                302,
                BrokerTestConfiguration.REFRESH_URL + "?portal_link=" + id(ticket) + "&reason=revoked");
        assertThat(http().api("GET", path(ticket), "acme-key", "").body()).doesNotContain("\"refreshed\"");
    }

    private CompletableFuture<HttpResponse<String>> underWay(Supplier<HttpResponse<String>> call) throws Exception {
        return underWay(201, call);
    }

    /** A call that has reached the platform, which takes its time. */
    private static CompletableFuture<HttpResponse<String>> underWay(int status, Supplier<HttpResponse<String>> call)
            throws Exception {
        StubPlatforms.easyPost().resetRequests();
        easyPostAnswers(aResponse()
                .withStatus(status)
                .withFixedDelay(1500)
                .withBody(StubPlatforms.easyPostBody(Instant.parse("2026-11-21T10:00:00Z"))));
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(call);
        while (StubPlatforms.easyPost()
                .findAll(postRequestedFor(urlPathEqualTo(StubPlatforms.EASYPOST_PATH)))
                .isEmpty()) {
            assertThat(answer).isNotDone();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return answer;
    }

    private static Map<String, String> withCookie(HttpResponse<String> launched) {
        assertRedirect(launched, 302, StubPlatforms.EASYPOST_URL);
        String cookie = launched.headers().firstValue("Set-Cookie").orElseThrow();
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
        return headers;
    }

    private static void assertGone(HttpResponse<String> page) {
        assertPage(page, 410);
        assertThat(page.body()).contains("withdrawn");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    private String revoke(String ticket) {
        HttpResponse<String> answer = http().api("POST", path(ticket) + "/revoke", "acme-key", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String path(String ticket) {
        return "/v1/portal-links/" + id(ticket);
    }

    private LinkId id(String ticket) {
        return tokens.read(TokenUse.LAUNCH, ticket.substring("/launch/".length()))
                .orElseThrow()
                .link();
    }
}

package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.TokenUse;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cookie by which the launching browser is known: when it is set, what it looks like, what is kept of it. */
class LaunchCookieTest extends Visiting {

    @Test
    void launchWhenRedirectedThenOneCookieWithExactlyItsAttributesAndOnlyItsHashIsStored() {
        String followed = ticket("");
        String pressed = ticket("");

        assertCookie(navigate(followed), 302, link(followed));
        assertCookie(press(pressed), 303, link(pressed));
    }

    @Test
    void launchWhenTwoLinksAreOpenedThenTheirCookiesDiffer() {
        assertThat(launched("m_1").secret()).isNotEqualTo(launched("m_1").secret());
    }

    @Test
    void launchWhenNothingIsOpenedThenNoCookie() {
        String ticket = ticket("");
        assertNoCookie(http().get(ticket, Map.of()), 200);
        assertNoCookie(http().send("HEAD", ticket, Http.NAVIGATION, ""), 200);
        assertNoCookie(http().get(ticket, Map.of("Purpose", "prefetch")), 503);
        easyPostAnswers(error(500));
        assertNoCookie(navigate(ticket), 503);
        assertThat(row(link(ticket)).get("BROWSER_HASH")).isNull();
        revoke(link(ticket));
        assertNoCookie(navigate(ticket), 410);
    }

    @Test
    void linkWhenDirectThenNoCookieAndItsRefreshAndReturnKnowNoBrowser() {
        String fields = "{\"merchant_id\": \"m_1\", \"mode\": \"direct\", " + EASYPOST + "}";
        HttpResponse<String> created = http().api("POST", "/v1/portal-links", "acme-key", fields);
        LinkId link = new LinkId(Http.json(created).path("id").stringValue());
        assertNoCookie(created, 201);
        assertThat(row(link).get("BROWSER_HASH")).isNull();

        for (String value : List.of("", "null", "x".repeat(43))) {
            HttpResponse<String> refused = visit(refresh(link), name(link) + "=" + value);
            assertRedirect(refused, 302, bounce(link, "no-session"));
            assertNoCookie(refused, 302);
        }
        assertMinted(1);
    }

    @Test
    void cookieWhenRefreshedReopenedOrRefusedThenNeverReplaced() {
        Visitor visitor = launched("m_1");
        Object stored = row(visitor.link()).get("BROWSER_HASH");

        assertNoCookie(visit(visitor.refresh(), visitor.cookie()), 302);
        assertNoCookie(visit(visitor.ticket(), visitor.cookie()), 302);
        assertNoCookie(visit(visitor.refresh(), ""), 302);
        assertNoCookie(visit(visitor.ticket(), ""), 410);
        assertNoCookie(visit(visitor.comeback(), visitor.cookie()), 302);
        assertNoCookie(visit(visitor.refresh(), visitor.cookie()), 302);
        assertThat(row(visitor.link()).get("BROWSER_HASH")).isEqualTo(stored);
    }

    @Test
    void launchWhenBrowserHoldsCookieOfSomebodyElsesMakingThenItIsNotAdopted() {
        String ticket = ticket("");
        LinkId link = link(ticket);
        String planted = name(link) + "=" + "A".repeat(43);

        assertCookie(visit(ticket, planted), 302, link);
        assertRedirect(visit(refresh(link), planted), 302, bounce(link, "no-session"));
        assertPage(visit(ticket, planted), 410);
        assertMinted(1);
    }

    @Test
    void launchWhenBrowserHoldsAsManyCookiesAsItMayThenStillLaunchedAndLetInAgain() {
        String others = IntStream.range(0, 179)
                .mapToObj(i -> name(LinkId.next(clock.instant())) + "=" + "A".repeat(43) + "; ")
                .collect(Collectors.joining());
        String ticket = ticket("");

        HttpResponse<String> launch = visit(ticket, others + "last=1");
        assertCookie(launch, 302, link(ticket));
        String own = launch.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertRedirect(visit(refresh(link(ticket)), others + own), 302, StubPlatforms.EASYPOST_URL);
    }

    private String refresh(LinkId link) {
        return "/refresh/" + tokens.issue(TokenUse.REFRESH, new TenantId("acme"), link);
    }

    private static String name(LinkId link) {
        return COOKIE_PREFIX + link;
    }

    private void assertCookie(HttpResponse<String> launch, int status, LinkId link) {
        assertThat(launch.statusCode()).isEqualTo(status);
        List<String> cookies = launch.headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(1);
        List<String> parts = Arrays.asList(cookies.getFirst().split("; "));
        assertThat(parts.getFirst()).matches(name(link) + "=[A-Za-z0-9_-]{43}");
        assertThat(parts.subList(1, parts.size()))
                .filteredOn(part -> !part.startsWith("Expires=")) // says the same to old browsers
                .containsExactlyInAnyOrder("Path=/", "Max-Age=1800", "Secure", "HttpOnly", "SameSite=Lax");
        String secret = parts.getFirst().substring(name(link).length() + 1);
        assertThat(row(link).get("BROWSER_HASH")).isEqualTo(BrokerTestConfiguration.sha256(secret));
        assertThat(row(link).toString()).doesNotContain(secret);
    }

    private static void assertNoCookie(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
}

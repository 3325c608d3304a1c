package io.portallink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.BrowserSecret;
import io.portallink.link.Claim;
import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.link.TokenUse;
import io.portallink.portal.TenantId;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The cookie by which the launching browser is known: when it is set, what it looks like, what is kept of it. */
class LaunchCookieTest extends Visiting {

    @Autowired
    private PortalLinks links;

    @Autowired
    private TransactionOperations transactions;

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
        assertNoCookie(http().send("HEAD", ticket, Http.NAVIGATION, ""), 200);
        assertNoCookie(http().get(ticket, Map.of("Purpose", "prefetch")), 503);
        revoke(link(ticket));
        assertNoCookie(navigate(ticket), 410);
    }

    /** A browser that drops the answer to the press still has what is needed to get in by the next one. */
    @ParameterizedTest
    @MethodSource("waysToTheButton")
    void buttonWhenShownThenSetsTheCookieThatThePressKeeps(String method, Map<String, String> headers) {
        String ticket = ticket("\"confirm\": \"always\"");
        LinkId link = link(ticket);

        HttpResponse<String> page = http().send(method, ticket, headers, "");
        assertPage(page, 200);
        String cookie = assertCookieSet(page, link);
        assertThat(row(link).get("BROWSER_HASH"))
                .as("nothing is stored before it is pressed")
                .isNull();

        HttpResponse<String> pressed = press(ticket, cookie);
        assertRedirect(pressed, 303, StubPlatforms.EASYPOST_URL);
        assertThat(assertCookieSet(pressed, link))
                .as("the same, for half an hour from now")
                .isEqualTo(cookie);
        assertThat(row(link).get("BROWSER_HASH")).isEqualTo(BrokerTestConfiguration.sha256(value(cookie)));
        assertThat(row(link).toString()).doesNotContain(value(cookie));

        easyPostAnswers(newSession("second"));
        assertRedirect(press(ticket, cookie), 303, session("second"));
        assertRedirect(visit(ticket, cookie), 302, session("second"));
    }

    static Stream<Arguments> waysToTheButton() {
        Map<String, String> form = new HashMap<>(Http.NAVIGATION);
        form.put("Content-Type", "application/x-www-form-urlencoded");
        return Stream.of(
                Arguments.of("GET", Map.of()), Arguments.of("GET", Http.NAVIGATION), Arguments.of("POST", form));
    }

    @Test
    void buttonWhenShownAgainThenTheBrowsersCookieStays() {
        String ticket = ticket("");
        String cookie = assertCookieSet(http().get(ticket, Map.of()), link(ticket));

        assertNoCookie(http().get(ticket, Map.of("Cookie", "a=b; " + cookie)), 200);
        assertRedirect(press(ticket, cookie), 303, StubPlatforms.EASYPOST_URL);
    }

    /** Neither shown nor pressed: such a value is no secret of anybody's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{43 of A}=", "{44 of A}", "two"})
    void cookieWhenOfAnotherShapeThenReplaced(String value) {
        String ticket = ticket("");
        LinkId link = link(ticket);
        String secret = "A".repeat(43);
        String sent = value.equals("two")
                ? name(link) + "=" + secret + "; " + name(link) + "=" + "B".repeat(43)
                : name(link) + "=" + value.replace("{43 of A}", secret).replace("{44 of A}", secret + "A");

        assertCookieSet(http().get(ticket, Map.of("Cookie", sent)), link);
        HttpResponse<String> pressed = press(ticket, sent);
        assertCookie(pressed, 303, link);
        assertThat(pressed.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain(secret);
    }

    @Test
    void buttonWhenPressedTwiceAtOnceThenOneOpensAndTheOtherGetsInAfterIt() throws Exception {
        String ticket = ticket("");
        String cookie = assertCookieSet(http().get(ticket, Map.of()), link(ticket));
        CompletableFuture<HttpResponse<String>> first = slow(() -> press(ticket, cookie));

        HttpResponse<String> second = press(ticket, cookie);
        assertPage(second, 409);
        assertNoCookie(second, 409);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(second.body()).contains("<meta http-equiv=\"refresh\" content=\"2\">");
        assertRedirect(first.get(10, TimeUnit.SECONDS), 303, session("slow")); // the browser does not see it

        Map<String, String> reload = new HashMap<>(Http.NAVIGATION);
        reload.put("Sec-Fetch-Site", "same-origin");
        reload.put("Cookie", cookie);
        assertRedirect(http().get(ticket, reload), 302, session("quick"));
    }

    /** What it reads is a link that was not opened; what its claim meets is one that an earlier press has opened. */
    @Test
    void buttonWhenAnEarlierPressOpensTheLinkBeforeTheClaimThenReopened() throws Exception {
        String ticket = ticket("");
        LinkId link = link(ticket);
        String cookie = assertCookieSet(http().get(ticket, Map.of()), link);

        CompletableFuture<HttpResponse<String>> later = transactions.execute(uncommitted -> {
            Claim claim = links.claim(link).orElseThrow();
            links.open(link, claim, BrowserSecret.parse(value(cookie)).orElseThrow());
            CompletableFuture<HttpResponse<String>> press = CompletableFuture.supplyAsync(() -> press(ticket, cookie));
            Awaitility.await().until(this::isSomebodyWaitingForALock);
            return press;
        });

        assertRedirect(later.get(10, TimeUnit.SECONDS), 303, StubPlatforms.EASYPOST_URL);
    }

    private boolean isSomebodyWaitingForALock() {
        return jdbc.sql("SELECT count(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The page was shown to another browser, too: it is not let in with what it was given. */
    @Test
    void buttonWhenShownToAStrangerThenItsCookieOpensNothingOnceTheMerchantHasPressed() {
        String ticket = ticket("");
        LinkId link = link(ticket);
        String strangers = assertCookieSet(http().get(ticket, Map.of()), link);
        String merchants = assertCookieSet(http().get(ticket, Map.of()), link);
        assertThat(strangers).isNotEqualTo(merchants);

        assertRedirect(press(ticket, merchants), 303, StubPlatforms.EASYPOST_URL);

        assertPage(press(ticket, strangers), 410);
        assertPage(visit(ticket, strangers), 410);
        assertRedirect(visit(refresh(link), strangers), 302, bounce(link, "no-session"));
        assertMinted(1);
    }

    /** Its button may be pressed twice as well. */
    @Test
    void retryButtonWhenShownThenSetsTheCookieThatThePressKeeps() {
        String ticket = ticket("");
        LinkId link = link(ticket);
        easyPostAnswers(error(500));
        HttpResponse<String> page = navigate(ticket);
        assertPage(page, 503);
        String cookie = assertCookieSet(page, link);
        assertThat(row(link).get("BROWSER_HASH")).isNull();

        StubPlatforms.reset();
        assertThat(assertCookieSet(press(ticket, cookie), link)).isEqualTo(cookie);
        assertRedirect(press(ticket, cookie), 303, StubPlatforms.EASYPOST_URL);
    }

    @Test
    void launchWhenGivenUpThenNoCookie() {
        String ticket = ticket("");
        jdbc.sql("UPDATE portal_link SET failures = 4 WHERE id = :id")
                .param("id", link(ticket).value())
                .update();
        easyPostAnswers(error(500));
        assertNoCookie(navigate(ticket), 503);
        assertNoCookie(navigate(ticket), 410);
    }

    @Test
    void buttonWhenPlatformFailsThenTheNextPressKeepsTheCookie() {
        String ticket = ticket("");
        LinkId link = link(ticket);
        String cookie = assertCookieSet(http().get(ticket, Map.of()), link);
        easyPostAnswers(error(500));
        assertNoCookie(press(ticket, cookie), 503);
        assertThat(row(link).get("BROWSER_HASH")).isNull();

        easyPostAnswers(newSession("second"));
        assertThat(assertCookieSet(press(ticket, cookie), link)).isEqualTo(cookie);
        assertThat(row(link).get("BROWSER_HASH")).isEqualTo(BrokerTestConfiguration.sha256(value(cookie)));
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
    void navigationWhenBrowserHoldsACookieThenItIsNotAdopted() {
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
        String secret = value(assertCookieSet(launch, link));
        assertThat(row(link).get("BROWSER_HASH")).isEqualTo(BrokerTestConfiguration.sha256(secret));
        assertThat(row(link).toString()).doesNotContain(secret);
    }

    /** The cookie as it is sent. */
    private static String assertCookieSet(HttpResponse<String> answer, LinkId link) {
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies).as(answer.body()).hasSize(1);
        List<String> parts = Arrays.asList(cookies.getFirst().split("; "));
        assertThat(parts.getFirst()).matches(name(link) + "=[A-Za-z0-9_-]{43}");
        assertThat(parts.subList(1, parts.size()))
                .filteredOn(part -> !part.startsWith("Expires=")) // says the same to old browsers
                .containsExactlyInAnyOrder("Path=/", "Max-Age=1800", "Secure", "HttpOnly", "SameSite=Lax");
        return parts.getFirst();
    }

    private static String value(String cookie) {
        return cookie.substring(cookie.indexOf('=') + 1);
    }

    private HttpResponse<String> press(String path, String cookie) {
        return http().send("POST", path, Map.of("Sec-Fetch-Site", "same-origin", "Cookie", cookie), "");
    }

    private static void assertNoCookie(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
}

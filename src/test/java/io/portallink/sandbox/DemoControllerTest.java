package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Settings;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoControllerTest {

    private static final String LINK = "http://localhost:8080/launch/abc";

    private static final String ID = "plk_0123456789abcdef0123456789abcdef";
    private static final String OWN = "The link is the broker's own; no platform was asked for it.";

    private static final List<Platform> PLATFORMS = List.of(
            new FakePlatform(DemoMerchant.EASYPOST, EnumSet.allOf(Page.class)),
            new FakePlatform(DemoMerchant.SHIPENGINE, Set.of(Page.ONBOARDING, Page.BILLING, Page.CARRIERS)));

    private final FakeBroker broker = new FakeBroker();
    private final MutableClock clock = new MutableClock();
    private final SandboxPages pages = new SandboxPages();
    private final DemoStates states = new DemoStates(clock);
    private final Troubles troubles = new Troubles();
    private final ShipEngineAccounts accounts = new ShipEngineAccounts();
    private final FakeScanner scanner = new FakeScanner();
    private final MockMvc http = MockMvcBuilders.standaloneSetup(
                    new DemoController(broker, states, pages, PLATFORMS, accounts, troubles),
                    new OpenController(
                            broker,
                            states,
                            new Attempts(clock),
                            new AttemptPage(new Journal(), troubles, broker),
                            pages,
                            scanner),
                    new TroubleController(troubles, pages),
                    new OnboardingController(accounts, pages),
                    new SandboxFiles())
            .addInterceptors(new SameOrigin(pages))
            .addFilters(new LoopbackHostFilter())
            .build();

    @Test
    void dashboardWhenShownThenAButtonForEveryPageThatThePlatformHas() throws Exception {
        String html = http.perform(get("/"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        // eight merchants at EasyPost with nine places each, two at ShipEngine with four
        assertThat(html.split("<button name=\"page\"", -1)).hasSize(1 + 8 * 9 + 2 * 4);
        assertThat(html)
                .contains("Carriers<span class=\"hidden\"> for m_both at ShipEngine</span>")
                .doesNotContain("Reports<span class=\"hidden\"> for m_both at ShipEngine</span>");
        assertThat(html).doesNotContain("<style", "came back", "Let it work again", "name=\"go\"");
    }

    @Test
    void dashboardWhenStraightThenEveryButtonIs() throws Exception {
        troubles.make(DemoMerchant.M_BOTH, DemoMerchant.EASYPOST, Behaviour.DOWN);
        String html = http.perform(get("/").param("go", "straight"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        // the cards' pages, and one card's way to begin onboarding anew, and one's to let the platform work again
        assertThat(html.split("name=\"go\" value=\"straight\"", -1)).hasSize(1 + 8 + 2 + 1 + 1);
    }

    @Test
    void dashboardWhenTheMerchantCameBackThenSaysSoEscaped() throws Exception {
        http.perform(get("/").param("portal_link", "<plk>").param("state", "forged"))
                .andExpect(content().string(Matchers.containsString("The merchant came back from the portal")))
                .andExpect(content().string(Matchers.containsString("&lt;plk&gt;")))
                .andExpect(content().string(Matchers.containsString("not one that this dashboard sent along")));
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, EasyPost still knows the account. Not told: onboarding.",
        "200, false, EasyPost does not know the account any more. Not told: onboarding.",
        "200, null, EasyPost has nothing that could be asked. Not told: onboarding.",
        "503, null, EasyPost could not be asked for the account just now."
    })
    void dashboardWhenTheMerchantCameBackThenTheAccountsStatus(int status, String known, String words)
            throws Exception {
        broker.link = linkOf("m_both");
        broker.status = new BrokerClient.Answer(
                status, status == 200 ? json("{\"known\": " + known + ", \"unknown\": [\"onboarding\"]}") : json("{}"));
        String state = stateFor("m_both");
        http.perform(get("/").param("portal_link", ID).param("state", state))
                .andExpect(content().string(Matchers.containsString(words)))
                .andExpect(content().string(Matchers.containsString("/v1/merchants/m_both/accounts/easypost/status")));
    }

    @Test
    void dashboardWhenTheReturnIsNotBelievedThenNoStatusIsAskedFor() throws Exception {
        String state = stateFor("m_both");
        broker.link = linkOf("m_easypost");
        http.perform(get("/").param("portal_link", ID).param("state", state));
        broker.link = linkOf("m_both");
        http.perform(get("/").param("portal_link", ID).param("state", "forged"));
        http.perform(get("/").param("portal_link", "plk_1/..").param("state", state));
        http.perform(get("/").param("portal_link", ID).param("state", state).param("reason", "limit"));
        assertThat(broker.asked).isZero();
        http.perform(get("/").param("portal_link", ID).param("state", state));
        assertThat(broker.asked).isEqualTo(1);
    }

    @Test
    void dashboardWhenTheStateIsAnotherLinksThenItIsNotBelieved() throws Exception {
        String state = stateFor("m_both");
        String another = ID.replace('0', 'f');
        broker.answer = created(another);
        http.perform(open("m_both", "easypost", ""));
        broker.link = linkOf("m_both");
        http.perform(get("/").param("portal_link", another).param("state", state))
                .andExpect(content().string(Matchers.containsString("not one that this dashboard sent along")));
        assertThat(broker.asked).isZero();
        http.perform(get("/").param("portal_link", ID).param("state", state))
                .andExpect(content().string(Matchers.containsString("sent along with it, for m_both")));
        assertThat(broker.asked).isEqualTo(1);
    }

    /** Of a link that the dashboard asked for. */
    private String stateFor(String merchant) throws Exception {
        broker.answer = created(ID);
        http.perform(open(merchant, "easypost", ""));
        return String.valueOf(broker.requests.getLast().get("state"));
    }

    private static BrokerClient.Answer created(String id) {
        return new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\", \"id\": \"" + id + "\"}"));
    }

    private static BrokerClient.Answer linkOf(String merchant) {
        return new BrokerClient.Answer(
                200, json("{\"merchant_id\": \"" + merchant + "\", \"platform\": \"easypost\"}"));
    }

    @Test
    void dashboardWhenANewLinkIsAskedForThenGivesTheReasonEscaped() throws Exception {
        http.perform(get("/").param("portal_link", "plk_1").param("reason", "<i>limit"))
                .andExpect(content().string(Matchers.containsString("<code>&lt;i&gt;limit</code>")))
                .andExpect(content().string(Matchers.containsString("no such reason")));
    }

    @ParameterizedTest
    @CsvSource({
        "no-session, not the one that opened",
        "revoked, was withdrawn",
        "ended, visit is over",
        "limit, three times"
    })
    void dashboardWhenANewLinkIsAskedForThenSaysWhyInWords(String reason, String words) throws Exception {
        http.perform(get("/").param("portal_link", "plk_1").param("reason", reason))
                .andExpect(content().string(Matchers.containsString(words)))
                .andExpect(content().string(Matchers.containsString("<code>" + reason + "</code>")));
    }

    @Test
    void dashboardWhenThereAreLinksThenEachLeadsToItsTimeline() throws Exception {
        http.perform(get("/")).andExpect(content().string(Matchers.containsString("None yet")));
        broker.latest = new BrokerClient.Answer(200, json("""
                {"data": [{"id": "plk_1", "merchant_id": "m_both", "platform": "easypost", "page": null,
                           "status": "opened", "created_at": "2026-01-01T00:00:00Z"}]}"""));
        http.perform(get("/"))
                .andExpect(content().string(Matchers.not(Matchers.containsString("None yet"))))
                .andExpect(content().string(Matchers.containsString("href=\"/sandbox/links/plk_1\"")))
                .andExpect(content()
                        .string(Matchers.containsString(
                                "Front page<span class=\"hidden\"> for m_both at easypost, plk_1")));
    }

    @Test
    void openWhenCreatedThenALinkAndTheSameRequestWasTriedDry() throws Exception {
        broker.answer = new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\", \"id\": \"plk_1\"}"));
        String page = prepared(open("m_both", "shipengine", "billing").header("Sec-Fetch-Site", "same-origin"));
        for (int visit = 1; visit <= 2; visit++) { // the back button leads to it again
            http.perform(get(page))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", "no-store"))
                    .andExpect(content().string(Matchers.containsString(OWN)))
                    .andExpect(content().string(Matchers.containsString("href=\"" + LINK + "\"")));
        }
        assertThat(broker.requests).hasSize(2);
        assertThat(broker.requests.getFirst()).containsEntry("dry_run", true);
        assertThat(broker.requests.getLast())
                .containsEntry("merchant_id", "m_both")
                .containsEntry("platform", "shipengine")
                .containsEntry("page", "billing")
                .containsEntry("mode", "launch")
                .doesNotContainKey("dry_run")
                .containsKey("state");
        http.perform(get("/").param("portal_link", "plk_1")
                        .param("state", String.valueOf(broker.requests.getLast().get("state"))))
                .andExpect(content().string(Matchers.containsString("sent along with it, for m_both")));
    }

    @Test
    void openWhenFrontPageThenNoPageIsSent() throws Exception {
        http.perform(open("m_easypost", "easypost", ""));
        assertThat(broker.requests.getLast()).doesNotContainKey("page");
    }

    @Test
    void dashboardWhenTheBrokerDoesNotAnswerThenSaysSo() throws Exception {
        broker.latest = new BrokerClient.Answer(503, json("{}"));
        for (String place : List.of("/", "/sandbox/latest")) {
            http.perform(get(place))
                    .andExpect(status().is(place.equals("/") ? 200 : 503))
                    .andExpect(content().string(Matchers.containsString("The broker does not answer")))
                    .andExpect(content().string(Matchers.not(Matchers.containsString("None yet"))));
        }
    }

    @Test
    void openWhenTheBrokerFallsSilentThenWhatItSaidLast() throws Exception {
        broker.answer = new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\", \"id\": \"plk_1\"}"));
        String page = prepared(open("m_both", "shipengine", "billing"));
        http.perform(get(page))
                .andExpect(content().string(Matchers.not(Matchers.containsString("The broker does not answer"))));
        broker.link = new BrokerClient.Answer(503, json("{}"));
        http.perform(get(page))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("The broker does not answer")))
                .andExpect(content().string(Matchers.containsString("data-live=\"/sandbox/links/plk_1/live\"")));
    }

    @ParameterizedTest
    @CsvSource({"onboarding, true", "carriers, false", "'', false"})
    void openWhenOnboardingAndOnlyThenItIsPrefilled(String page, boolean prefilled) throws Exception {
        http.perform(open("m_easypost", "easypost", page));
        assertThat(broker.requests.getLast().get("prefill"))
                .isEqualTo(
                        prefilled
                                ? Map.of("company", "Northwind Candles", "email", "shipping@m-easypost.example")
                                : null);
    }

    @Test
    void openWhenRefusedThenTheProblemAndNoLink() throws Exception {
        broker.answer =
                new BrokerClient.Answer(422, json("{\"title\": \"Page not supported\", \"detail\": \"None.\"}"));
        http.perform(get(prepared(open("m_both", "shipengine", "reports"))))
                .andExpect(content().string(Matchers.containsString("Page not supported")))
                .andExpect(content().string(Matchers.containsString("refused the request before")))
                .andExpect(content().string(Matchers.not(Matchers.containsString(OWN))))
                .andExpect(content().string(Matchers.not(Matchers.containsString("Open the portal<"))));
    }

    @ParameterizedTest
    @CsvSource({
        "429, '{\"title\": \"Rate limited\"}', Rate limited",
        "500, '{\"title\": \"Internal error\"}', Internal error",
        "503, '{}', The broker does not answer"
    })
    void openWhenTheBrokerCouldNotThenNothingIsCalledRefused(int status, String problem, String title)
            throws Exception {
        broker.answer = new BrokerClient.Answer(status, json(problem));
        http.perform(get(prepared(open("m_both", "shipengine", "billing"))))
                .andExpect(content().string(Matchers.containsString("<strong>" + title + "</strong>")))
                .andExpect(content().string(Matchers.containsString("could not make one now")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("refused the request"))))
                .andExpect(content().string(Matchers.not(Matchers.containsString("As the broker told with"))))
                .andExpect(content().string(Matchers.not(Matchers.containsString(OWN))));
    }

    @Test
    void dashboardWhenShownThenOnboardingIsToldAsTheSimulatorsKnowledge() throws Exception {
        http.perform(get("/"))
                .andExpect(content().string(told("Onboarding complete")))
                .andExpect(content().string(told("Onboarding to do")))
                .andExpect(content().string(Matchers.containsString("Onboarding: the platform does not tell")));
    }

    @Test
    void pageWhenShownThenStyleAndScriptAreFilesAndNothingElseMayLoad() throws Exception {
        http.perform(get("/"))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self';"
                                        + " script-src 'self'; connect-src 'self'"))
                .andExpect(content().string(Matchers.containsString("<script src=\"/sandbox/live.js\" defer>")));
        http.perform(get("/sandbox/live.js")).andExpect(content().contentTypeCompatibleWith("text/javascript"));
        http.perform(get("/sandbox/style.css")).andExpect(content().contentTypeCompatibleWith("text/css"));
    }

    @Test
    void openWhenStraightThenTheBrowserIsSentToTheLinkAndToTheProblemWhereThereIsNone() throws Exception {
        broker.answer = new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\", \"id\": \"plk_1\"}"));
        assertThat(prepared(open("m_both", "shipengine", "").param("go", "straight")))
                .isEqualTo(LINK);
        broker.answer = new BrokerClient.Answer(422, json("{}"));
        assertThat(prepared(open("m_both", "shipengine", "").param("go", "straight")))
                .startsWith("/sandbox/open/");
    }

    @Test
    void openWhenShownThenTheNeutralRequestStandsBesideThePlatforms() throws Exception {
        broker.answer = new BrokerClient.Answer(200, json("""
                {"request": {"method": "POST", "url": "https://api.example/tokens", "headers": {"API-Key": "••••"},
                             "body": null, "url_parameters": {"redirect_to": "billing"}}}"""));
        http.perform(get(prepared(open("m_both", "shipengine", "billing"))))
                .andExpect(content().string(Matchers.containsString("merchant_id")))
                .andExpect(content()
                        .string(Matchers.containsString("POST https://api.example/tokens\nAPI-Key: ••••\n\n(no body)")))
                .andExpect(content().string(Matchers.containsString("<pre>redirect_to&#x3D;billing</pre>")));
    }

    @Test
    void scanWhenPressedThenTheLinkIsFetchedAndTheOutcomeShown() throws Exception {
        broker.answer = new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\", \"id\": \"plk_1\"}"));
        String page = prepared(open("m_both", "shipengine", "billing"));
        http.perform(post(page + "/scan").header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        assertThat(scanner.scanned).isEmpty();
        http.perform(post(page + "/scan").header("Sec-Fetch-Site", "same-origin"))
                .andExpect(status().isSeeOther());
        assertThat(scanner.scanned).containsExactly(LINK);
        http.perform(get(page))
                .andExpect(content().string(Matchers.containsString("A scanner")))
                .andExpect(content().string(Matchers.containsString("Nothing was burnt")));
        http.perform(post("/sandbox/open/abc/scan")).andExpect(status().isNotFound());
    }

    @Test
    void scanWhenTheBrokerDoesNotAnswerThenSaysSoAndNothingOfTheLink() throws Exception {
        broker.answer = created("plk_1");
        String page = prepared(open("m_both", "shipengine", "billing"));
        scanner.inTime = false;
        http.perform(post(page + "/scan"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(Matchers.containsString("The broker does not answer")));
        scanner.inTime = true;
        BrokerClient.Answer link = broker.link;
        broker.link = new BrokerClient.Answer(503, json("{}"));
        http.perform(post(page + "/scan")).andExpect(status().isServiceUnavailable());
        broker.link = link;
        http.perform(get(page))
                .andExpect(content().string(Matchers.not(Matchers.containsString("The scanner came first"))));
    }

    @Test
    void troubleWhenMadeThenTheDashboardShowsItAndCanEndIt() throws Exception {
        http.perform(trouble("m_both", "shipengine", "down").header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        assertThat(troubles.of(DemoMerchant.M_BOTH, DemoMerchant.SHIPENGINE)).isEqualTo(Behaviour.NORMAL);
        http.perform(trouble("m_both", "shipengine", "down")).andExpect(redirectedUrl("/"));
        http.perform(get("/"))
                .andExpect(content().string(Matchers.containsString("ShipEngine: Down (503)")))
                .andExpect(content().string(Matchers.containsString("Let it work again")));
        http.perform(trouble("m_both", "shipengine", "normal")).andExpect(redirectedUrl("/"));
        assertThat(troubles.of(DemoMerchant.M_BOTH, DemoMerchant.SHIPENGINE)).isEqualTo(Behaviour.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({"straight, /?go=straight", "'', /", "//evil.example, /"})
    void dashboardWhenItsSmallFormsAreSentThenItStaysAsItWasChosen(String go, String place) throws Exception {
        http.perform(trouble("m_both", "shipengine", "down").param("go", go)).andExpect(redirectedUrl(place));
        http.perform(onboarding("m_shipengine").param("go", go)).andExpect(redirectedUrl(place));
    }

    @Test
    void onboardingWhenBegunAnewThenItIsToDoAgain() throws Exception {
        http.perform(get("/")).andExpect(content().string(Matchers.containsString("Begin onboarding anew")));
        http.perform(onboarding("m_shipengine").header("Sec-Fetch-Site", "cross-site"))
                .andExpect(status().isForbidden());
        assertThat(accounts.onboarded("104217")).isTrue();
        http.perform(onboarding("m_shipengine")).andExpect(redirectedUrl("/"));
        assertThat(accounts.onboarded("104217")).isFalse();
        http.perform(get("/"))
                .andExpect(content().string(Matchers.not(Matchers.containsString("Begin onboarding anew"))))
                .andExpect(content().string(Matchers.not(Matchers.containsString("Onboarding complete"))));
        http.perform(onboarding("m_easypost")).andExpect(status().isBadRequest());
        http.perform(onboarding("m_nobody")).andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "m_nobody, easypost, down",
        "m_easypost, shipengine, down",
        "m_both, ???, down",
        "m_both, easypost, garbage"
    })
    void troubleWhenThereIsNoneSuchThen400(String merchant, String platform, String trouble) throws Exception {
        http.perform(trouble(merchant, platform, trouble)).andExpect(status().isBadRequest());
    }

    @Test
    void troubleWhenItCameFromAnAttemptThenBackToItAndNowhereElse() throws Exception {
        String key = "a".repeat(24);
        http.perform(trouble("m_both", "easypost", "slow").param("back", key))
                .andExpect(redirectedUrl("/sandbox/open/" + key));
        http.perform(trouble("m_both", "easypost", "slow").param("back", "//evil.example"))
                .andExpect(redirectedUrl("/"));
    }

    @ParameterizedTest
    @CsvSource({"cross-site", "same-site", "none"})
    void openWhenFromAnotherOriginThenRefusedAndNothingIsSent(String site) throws Exception {
        http.perform(open("m_both", "shipengine", "billing").header("Sec-Fetch-Site", site))
                .andExpect(status().isForbidden());
        assertThat(broker.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1, 200", "[::1], 200", "evil.example, 421", "localhost.evil.example, 421"})
    void dashboardWhenUnderAnotherHostNameThenMisdirected(String host, int status) throws Exception {
        http.perform(get("/").with(request -> {
                    request.setServerName(host);
                    return request;
                }))
                .andExpect(status().is(status));
    }

    @ParameterizedTest
    @CsvSource({"m_nobody, easypost, ''", "m_easypost, shipengine, ''", "m_both, ???, ''", "m_both, easypost, attic"})
    void openWhenThereIsNoSuchButtonThen400(String merchant, String platform, String page) throws Exception {
        http.perform(open(merchant, platform, page)).andExpect(status().isBadRequest());
        assertThat(broker.requests).isEmpty();
    }

    @Test
    void preparedWhenUnknownThen404() throws Exception {
        http.perform(get("/sandbox/open/abc")).andExpect(status().isNotFound());
    }

    private static Matcher<String> told(String onboarding) {
        return Matchers.containsString(onboarding + "</span> <span class=\"soft source\">says the simulator");
    }

    /** Where a button leads. */
    private String prepared(MockHttpServletRequestBuilder open) throws Exception {
        return String.valueOf(http.perform(open)
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }

    private static MockHttpServletRequestBuilder open(String merchant, String platform, String page) {
        return post("/sandbox/open")
                .param("merchant", merchant)
                .param("platform", platform)
                .param("page", page);
    }

    private static MockHttpServletRequestBuilder onboarding(String merchant) {
        return post("/sandbox/onboarding").param("merchant", merchant);
    }

    private static MockHttpServletRequestBuilder trouble(String merchant, String platform, String trouble) {
        return post("/sandbox/trouble")
                .param("merchant", merchant)
                .param("platform", platform)
                .param("trouble", trouble);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static final class FakeBroker extends BrokerClient {

        private final List<Map<String, Object>> requests = new ArrayList<>();
        private Answer answer = new Answer(200, json("{}"));
        private Answer link = new Answer(200, json("{\"id\": \"plk_1\", \"status\": \"issued\"}"));
        private Answer status = new Answer(200, json("{\"known\": true}"));
        private int asked;
        private Answer latest = new Answer(200, json("{\"data\": []}"));

        FakeBroker() {
            super(new SandboxAddress(8080));
        }

        @Override
        Answer openPortal(Map<String, Object> body) {
            requests.add(body);
            return answer;
        }

        @Override
        Answer link(String id) {
            return link;
        }

        @Override
        Answer accountStatus(String merchant, String platform) {
            asked++;
            return status;
        }

        @Override
        Answer latest(int most) {
            return latest;
        }
    }

    private static final class FakeScanner extends MailScanner {

        private final List<String> scanned = new ArrayList<>();
        private boolean inTime = true;

        @Override
        List<Scan> scan(String url) throws IOException {
            if (!inTime) {
                throw new HttpTimeoutException("request timed out");
            }
            scanned.add(url);
            return List.of(new Scan("A scanner", "GET /launch/••••", 200, "a page"));
        }
    }

    private record FakePlatform(PlatformId id, Set<Page> pages) implements Platform {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(pages, true, true, true, true, Duration.ofSeconds(10), true);
        }

        @Override
        public void check(Settings settings) {}

        @Override
        public Preview preview(PortalRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PortalUrl open(PortalRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}

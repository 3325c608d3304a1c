package io.portallink.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.portallink.portal.Capabilities;
import io.portallink.portal.Page;
import io.portallink.portal.Platform;
import io.portallink.portal.PlatformId;
import io.portallink.portal.PortalRequest;
import io.portallink.portal.PortalUrl;
import io.portallink.portal.Preview;
import io.portallink.portal.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final FakeBroker broker = new FakeBroker();
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new DemoController(
                    broker,
                    new Journal(),
                    new SandboxPages(),
                    List.of(
                            new FakePlatform(DemoMerchant.EASYPOST, EnumSet.allOf(Page.class)),
                            new FakePlatform(
                                    DemoMerchant.SHIPENGINE, Set.of(Page.ONBOARDING, Page.BILLING, Page.CARRIERS))),
                    new MutableClock()))
            .build();

    @Test
    void dashboardWhenShownThenAButtonForEveryPageThatThePlatformHas() throws Exception {
        String html = http.perform(get("/"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        // eight merchants at EasyPost with nine places each, two at ShipEngine with four
        assertThat(html.split("<form", -1)).hasSize(1 + 8 * 9 + 2 * 4);
        assertThat(html)
                .contains("Carriers for m_both at shipengine")
                .doesNotContain("Reports for m_both at shipengine");
        assertThat(html).doesNotContain("<script", "came back");
    }

    @Test
    void dashboardWhenTheMerchantCameBackThenSaysSoEscaped() throws Exception {
        http.perform(get("/").param("portal_link", "<plk>").param("state", "forged"))
                .andExpect(content().string(Matchers.containsString("The merchant came back from the portal")))
                .andExpect(content().string(Matchers.containsString("&lt;plk&gt;")))
                .andExpect(content().string(Matchers.containsString("not one that this dashboard made")));
    }

    @Test
    void dashboardWhenANewLinkIsAskedForThenGivesTheReasonEscaped() throws Exception {
        http.perform(get("/").param("portal_link", "plk_1").param("reason", "<i>limit"))
                .andExpect(content().string(Matchers.containsString("asked for a new link: &lt;i&gt;limit")));
    }

    @Test
    void dashboardWhenThereAreLinksThenEachLeadsToItsTimeline() throws Exception {
        http.perform(get("/")).andExpect(content().string(Matchers.not(Matchers.containsString("Latest links"))));
        broker.latest = new BrokerClient.Answer(200, json("""
                {"data": [{"id": "plk_1", "merchant_id": "m_both", "platform": "easypost", "page": null,
                           "status": "opened", "created_at": "2026-01-01T00:00:00Z"}]}"""));
        http.perform(get("/"))
                .andExpect(content().string(Matchers.containsString("href=\"/sandbox/links/plk_1\"")))
                .andExpect(content().string(Matchers.containsString("<td>front page</td><td>opened</td>")));
    }

    @Test
    void openWhenCreatedThenALinkAndTheSameRequestWasTriedDry() throws Exception {
        broker.answer = new BrokerClient.Answer(201, json("{\"url\": \"" + LINK + "\"}"));
        String page = prepared(open("m_both", "shipengine", "billing").header("Sec-Fetch-Site", "same-origin"));
        for (int visit = 1; visit <= 2; visit++) { // the back button leads to it again
            http.perform(get(page))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Cache-Control", "no-store"))
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
                .andExpect(content().string(Matchers.containsString("made for m_both")));
    }

    @Test
    void openWhenFrontPageThenNoPageIsSent() throws Exception {
        http.perform(open("m_easypost", "easypost", ""));
        assertThat(broker.requests.getLast()).doesNotContainKey("page");
    }

    @Test
    void openWhenRefusedThenTheProblemAndNoLink() throws Exception {
        broker.answer =
                new BrokerClient.Answer(422, json("{\"title\": \"Page not supported\", \"detail\": \"None.\"}"));
        http.perform(get(prepared(open("m_both", "shipengine", "reports"))))
                .andExpect(content().string(Matchers.containsString("Page not supported")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("Open the portal<"))));
    }

    @ParameterizedTest
    @CsvSource({"cross-site", "same-site", "none"})
    void openWhenFromAnotherOriginThenRefusedAndNothingIsSent(String site) throws Exception {
        http.perform(open("m_both", "shipengine", "billing").header("Sec-Fetch-Site", site))
                .andExpect(status().isForbidden());
        assertThat(broker.requests).isEmpty();
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

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static final class FakeBroker extends BrokerClient {

        private final List<Map<String, Object>> requests = new ArrayList<>();
        private Answer answer = new Answer(200, json("{}"));
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
        Answer latest(int most) {
            return latest;
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

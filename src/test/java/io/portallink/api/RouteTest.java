package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The answer to a creation: its members, headers, warnings, theme; and how the platform is found. */
@BrokerTest
class RouteTest {

    private static final String SHIPENGINE = "\"shipengine\"";
    private static final String DIRECT = "\"direct\"";

    private final Calls calls;

    RouteTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void openWhenLaunchThenAnswerIsTheContracts() {
        HttpResponse<String> answer = calls.open(body("page", "\"billing\"", "state", "\"s\"", "expires_in", "60"));
        JsonNode link = Http.json(answer);

        assertThat(link.propertyNames())
                .containsExactlyInAnyOrder(
                        "object",
                        "id",
                        "merchant_id",
                        "platform",
                        "page",
                        "mode",
                        "status",
                        "url",
                        "created_at",
                        "expires_at",
                        "landing_guaranteed",
                        "warnings");
        assertThat(link.path("object").asString()).isEqualTo("portal_link");
        assertThat(link.path("status").asString()).isEqualTo("issued");
        assertThat(link.path("page").asString()).isEqualTo("billing");
        assertThat(link.path("url").asString()).startsWith(BrokerTestConfiguration.PUBLIC_BASE_URL + "/launch/");
        assertThat(link.path("warnings").isEmpty()).isTrue();
        assertThat(life(link)).isEqualTo(Duration.ofSeconds(60));
        assertHeaders(answer, link);
    }

    @Test
    void openWhenDirectThenExpiryIsConservative() {
        Instant before = Instant.now();
        HttpResponse<String> easyPost = calls.open(body("mode", DIRECT));
        HttpResponse<String> shipEngine = calls.open(body("mode", DIRECT, "platform", SHIPENGINE));
        Instant after = Instant.now();

        assertThat(Http.json(easyPost).path("status").asString()).isEqualTo("opened");
        assertThat(expiry(easyPost)).isBetween(before.plusSeconds(290), after.plusSeconds(300));
        assertThat(expiry(shipEngine)).isBetween(before.plusSeconds(9), after.plusSeconds(10));
        assertThat(life(Http.json(shipEngine))).isLessThanOrEqualTo(Duration.ofMillis(10_500));
        assertHeaders(easyPost, Http.json(easyPost));
    }

    @Test
    void openWhenPlatformPromisesALongerLifeThenItsDocumentedOneCounts() {
        StubPlatforms.easyPost()
                .stubFor(WireMock.post(WireMock.anyUrl())
                        .willReturn(WireMock.aResponse()
                                .withStatus(201)
                                .withBody(
                                        StubPlatforms.easyPostBody(Instant.now().plusSeconds(3600)))));
        HttpResponse<String> answer = calls.open(body("mode", DIRECT));
        assertThat(expiry(answer)).isBeforeOrEqualTo(Instant.now().plusSeconds(300));
    }

    @Test
    void openWhenLandingCanNotBePromisedThenItSaysSo() {
        assertThat(Http.json(calls.open(body())).path("landing_guaranteed").booleanValue())
                .isTrue();
        assertThat(Http.json(calls.open(body("platform", SHIPENGINE)))
                        .path("landing_guaranteed")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void openWhenSomethingCanNotBeHonouredThenWarnedOnlyIfAskedForInThisRequest() {
        String returnUrl = "\"" + BrokerTestConfiguration.RETURN_URL + "\"";
        String refreshUrl = "\"" + BrokerTestConfiguration.REFRESH_URL + "\"";

        assertThat(warnings(body("platform", SHIPENGINE))).isEmpty();
        assertThat(warnings(body("platform", SHIPENGINE, "return_url", returnUrl, "refresh_url", refreshUrl)))
                .containsExactlyInAnyOrder("return-url-unsupported", "refresh-url-unsupported");
        assertThat(warnings(body("platform", SHIPENGINE, "page", "\"onboarding\"", "prefill", "{\"a\": 1}")))
                .containsExactly("prefill-unsupported");
        assertThat(warnings(body("theme_id", "\"t\""))).containsExactly("theme-unsupported");
        assertThat(warnings(body("return_url", returnUrl, "refresh_url", refreshUrl)))
                .isEmpty();
        assertThat(warnings(body("page", "\"reports\"", "page_fallback", "true")))
                .isEmpty();
    }

    @Test
    void openWhenThemesCompeteThenRequestsOverAccountsOverTenants() {
        calls.call(
                "PUT", "/v1/merchants/m_theme/accounts/shipengine", "{\"account\": 7, \"theme_id\": \"of account\"}");
        calls.call("PUT", "/v1/merchants/m_plain/accounts/shipengine", "{\"account\": 7}");

        assertThat(theme("m_theme", "theme_id", "\"of&request\"")).endsWith("&theme_id=of%26request");
        assertThat(theme("m_theme")).endsWith("&theme_id=of%20account");
        assertThat(theme("m_plain")).endsWith("&theme_id=" + BrokerTestConfiguration.SHIPENGINE_THEME);
    }

    @Test
    void openWhenMerchantHasSeveralPlatformsThenAmbiguousUnlessOneIsNamed() {
        calls.call("PUT", "/v1/merchants/m_two/accounts/shipengine", "{\"account\": 7}");
        assertThat(Http.json(calls.open("{\"merchant_id\": \"m_two\"}"))
                        .path("platform")
                        .asString())
                .isEqualTo("shipengine");
        calls.call("PUT", "/v1/merchants/m_two/accounts/easypost", "{\"account\": \"user_2\"}");

        Calls.assertProblem(
                calls.open("{\"merchant_id\": \"m_two\", \"page\": \"reports\"}"), 422, "platform-ambiguous");
        assertThat(Http.json(calls.open("{\"merchant_id\": \"m_two\", \"platform\": \"easypost\"}"))
                        .path("platform")
                        .asString())
                .isEqualTo("easypost");
    }

    @Test
    void openWhenItIsDryRunThenNothingIsMintedAndNoSecretShown() {
        HttpResponse<String> answer = calls.open(body("dry_run", "true", "account", "\"user_0123456789abcdef\""));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .doesNotContain("user_0123456789abcdef", BrokerTestConfiguration.EASYPOST_KEY)
                .contains("user_01••••");
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    private String theme(String merchant, String... more) {
        List<String> fields = new ArrayList<>(
                List.of("merchant_id", "\"" + merchant + "\"", "account", "", "platform", SHIPENGINE, "mode", DIRECT));
        fields.addAll(List.of(more));
        return Http.json(calls.open(body(fields.toArray(String[]::new))))
                .path("url")
                .asString();
    }

    private List<String> warnings(String body) {
        List<String> codes = new ArrayList<>();
        for (JsonNode warning : Http.json(calls.open(body)).path("warnings")) {
            assertThat(warning.path("detail").asString()).isNotBlank();
            codes.add(warning.path("code").asString());
        }
        return codes;
    }

    private static Instant expiry(HttpResponse<String> answer) {
        return Instant.parse(Http.json(answer).path("expires_at").asString());
    }

    private static Duration life(JsonNode link) {
        return Duration.between(
                Instant.parse(link.path("created_at").asString()),
                Instant.parse(link.path("expires_at").asString()));
    }

    private static void assertHeaders(HttpResponse<String> answer, JsonNode link) {
        String id = link.path("id").asString();
        assertThat(answer.headers().firstValue("Location")).contains("/v1/portal-links/" + id);
        assertThat(answer.headers().firstValue("Portal-Link-Id")).contains(id);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Portal-Link-Expires-At"))
                .contains(link.path("expires_at").asString());
    }
}

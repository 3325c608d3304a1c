package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each page becomes at each platform, to the letter, in both modes. */
@BrokerTest
class PagesTest {

    private static final String THEME = "theme_id=" + BrokerTestConfiguration.SHIPENGINE_THEME;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Calls calls;
    private final Http http;

    PagesTest(@LocalServerPort int port) {
        calls = new Calls(port);
        http = new Http(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "null, account_management, ",
        "onboarding, account_onboarding, ",
        "settings, account_management, account-settings",
        "billing, account_management, wallet",
        "carriers, account_management, carriers",
        "reports, account_management, reports",
        "branding, account_management, branding",
        "analytics, account_management, analytics",
        "insurance, account_management, insurance"
    })
    void easyPostWhenPageIsAskedThenItsSessionTypeAndTarget(String page, String sessionType, @Nullable String target) {
        String expected = "{\"session_type\": \"" + sessionType + "\", \"user_id\": \"user_1\""
                + (target == null ? "}" : ", \"metadata\": {\"target\": \"" + target + "\"}}");

        for (String mode : List.of("launch", "direct")) {
            StubPlatforms.easyPost().resetRequests();
            assertThat(location("easypost", page, mode)).isEqualTo(StubPlatforms.EASYPOST_URL);
            assertSent(expected);
        }
    }

    @Test
    void easyPostWhenThereIsPrefillThenItGoesThroughUnchanged() {
        String prefill = "{\"name\": \"Zoë\", \"n\": 1.10, \"deep\": {\"list\": [true, null, 12345678901234567890]}}";
        for (String mode : List.of("launch", "direct")) {
            StubPlatforms.easyPost().resetRequests();
            open(body("page", "\"onboarding\"", "prefill", prefill, "mode", quoted(mode)), mode);
            assertSent("{\"session_type\": \"account_onboarding\", \"user_id\": \"user_1\", \"metadata\": {\"fields\": "
                    + prefill + "}}");
            assertThat(sent().getBodyAsString()).contains("1.10");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "null, ''",
        "onboarding, &redirect_to=onboarding",
        "billing, &redirect_to=billing",
        "carriers, &redirect_to=carriers"
    })
    void shipEngineWhenPageIsAskedThenItStandsInTheUrl(String page, String parameter) {
        for (String mode : List.of("launch", "direct")) {
            StubPlatforms.shipEngine().resetRequests();
            assertThat(location("shipengine", page, mode))
                    .isEqualTo(StubPlatforms.SHIPENGINE_URL + "&" + THEME + parameter);
            StubPlatforms.shipEngine()
                    .verify(
                            1,
                            postRequestedFor(urlEqualTo(
                                            StubPlatforms.SHIPENGINE_PATH + "?redirect=shipengine-dashboard"))
                                    .withHeader("API-Key", equalTo(BrokerTestConfiguration.SHIPENGINE_KEY))
                                    .withHeader("On-Behalf-Of", equalTo("user_1"))
                                    .withRequestBody(absent()));
        }
    }

    @ParameterizedTest
    @CsvSource({"settings", "reports", "branding", "analytics", "insurance"})
    void shipEngineWhenPageIsLackingThenProblemOrFallbackWithWarning(String page) {
        String lacking = body("platform", "\"shipengine\"", "page", quoted(page));
        String fallback = body("platform", "\"shipengine\"", "page", quoted(page), "page_fallback", "true");

        JsonNode problem = Calls.assertProblem(calls.open(lacking), 422, "page-not-supported");
        JsonNode created = Http.json(calls.open(fallback));

        assertThat(problem.path("supported_pages").toString()).isEqualTo("[\"onboarding\",\"billing\",\"carriers\"]");
        assertThat(created.path("page").isNull()).isTrue();
        assertThat(created.path("warnings").size()).isEqualTo(1);
        assertThat(created.path("warnings").path(0).path("code").asString()).isEqualTo("page-unsupported");
    }

    private String location(String platform, String page, String mode) {
        String json = page.equals("null") ? page : quoted(page);
        return open(body("platform", quoted(platform), "page", json, "mode", quoted(mode)), mode);
    }

    /** Opens the portal and gives the URL that the browser ends at. */
    private String open(String body, String mode) {
        HttpResponse<String> created = calls.open(body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String url = Http.json(created).path("url").asString();
        return mode.equals("direct")
                ? url
                : http.get(Http.path(url), Http.NAVIGATION)
                        .headers()
                        .firstValue("Location")
                        .orElse("");
    }

    private static LoggedRequest sent() {
        List<LoggedRequest> sent =
                StubPlatforms.easyPost().findAll(postRequestedFor(urlEqualTo(StubPlatforms.EASYPOST_PATH)));
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    /** The whole body is as expected, but for the two URLs, which are the broker's. */
    private static void assertSent(String expected) {
        ObjectNode body = (ObjectNode) JSON.readTree(sent().getBodyAsString());
        assertThat(body.remove("return_url").asString()).startsWith("https://links.example.com/return/");
        assertThat(body.remove("refresh_url").asString()).startsWith("https://links.example.com/refresh/");
        assertThat((JsonNode) body).isEqualTo(JSON.readTree(expected));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}

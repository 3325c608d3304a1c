package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Whether a platform still knows an account, over HTTP. */
@BrokerTest
@TestPropertySource(properties = "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=1000")
class AccountStatusTest {

    private static final String STATUS = "/v1/merchants/%s/accounts/%s/status";
    private static final String USER = "user_0123456789abcdef0123456789abcdef";
    private static final String UPSTREAM = "upstream text with a secret";

    private final Calls calls;

    AccountStatusTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void accounts() {
        StubPlatforms.reset();
        register("acme-key", "m_status", "easypost");
        register("acme-key", "m_se", "shipengine");
        register("bare-key", "m_off", "shipengine");
    }

    @AfterEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void getWhenPlatformKnowsTheAccountThenTheContractsAnswerAndNoMore() {
        user(
                200,
                "{\"id\": \"" + USER + "\", \"name\": \"" + UPSTREAM + "\", \"created_at\": \"2020-05-11T21:59:07Z\","
                        + " \"verified\": true, \"api_keys\": [{\"key\": \"" + UPSTREAM + "\"}]}");
        Instant before = Instant.now().minusMillis(1);

        HttpResponse<String> answer = calls.call("GET", STATUS.formatted("m_status", "easypost"), "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode json = Http.json(answer);
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder("object", "known", "details", "checked_at", "unknown");
        assertThat(json.path("object").asString()).isEqualTo("account_status");
        assertThat(json.path("known").booleanValue()).isTrue();
        assertThat(json.path("details")).hasToString("{\"created_at\":\"2020-05-11T21:59:07Z\"}");
        assertThat(json.path("unknown")).hasToString("[\"onboarding\"]");
        String checkedAt = json.path("checked_at").asString();
        assertThat(checkedAt).endsWith("Z");
        assertThat(Instant.parse(checkedAt)).isBetween(before, Instant.now());
    }

    @Test
    void getWhenAccountWasRemovedThenAnswerAndNoProblem() {
        user(404, "{\"error\": {\"code\": \"NOT_FOUND\", \"message\": \"" + UPSTREAM + "\", \"errors\": []}}");

        HttpResponse<String> answer = calls.call("GET", STATUS.formatted("m_status", "easypost"), "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = Http.json(answer);
        assertThat(json.path("known").isBoolean()).isTrue();
        assertThat(json.path("known").booleanValue()).isFalse();
        assertThat(json.path("details")).hasToString("{}");
        assertThat(answer.body()).doesNotContain(UPSTREAM, USER);
    }

    @Test
    void getWhenPlatformCantTellThenNullAndNoCall() {
        HttpResponse<String> answer = calls.call("GET", STATUS.formatted("m_se", "shipengine"), "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = Http.json(answer);
        assertThat(json.has("known")).isTrue();
        assertThat(json.path("known").isNull()).isTrue();
        assertThat(json.path("details")).hasToString("{}");
        assertThat(json.path("unknown")).hasToString("[\"account\",\"onboarding\"]");
        assertThat(StubPlatforms.shipEngine().getAllServeEvents()).isEmpty();
    }

    /** A GET whose body is left out, and no way to ask for nothing. */
    @Test
    void headWhenSentThenThePlatformIsAskedAsByGet() {
        user(200, "{\"id\": \"" + USER + "\"}");

        HttpResponse<String> answer = calls.call("HEAD", STATUS.formatted("m_status", "easypost"), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).hasSize(1);
    }

    /** Each request has the problem named, and many that come later. */
    @ParameterizedTest
    @CsvSource({
        "wrong, POST, a%20b, nope, 401, unauthorized",
        "acme-links-key, POST, a%20b, nope, 403, forbidden",
        "acme-key, GET, a%20b, nope, 404, platform-not-found",
        "acme-key, POST, a%20b, nope, 404, platform-not-found",
        "acme-key, DELETE, a%20b, nope, 404, platform-not-found",
        "acme-key, POST, a%20b, easypost, 405, method-not-allowed",
        "acme-key, PUT, m_status, easypost, 405, method-not-allowed",
        "acme-key, PATCH, m_status, easypost, 405, method-not-allowed",
        "acme-key, DELETE, m_status, easypost, 405, method-not-allowed",
        "acme-key, GET, a%20b, easypost, 400, invalid-request",
        "bare-key, GET, m_nobody, shipengine, 404, merchant-not-found",
        "bare-key, GET, m_off, easypost, 404, account-not-found",
        "bare-key, GET, m_off, shipengine, 422, platform-not-enabled"
    })
    void callWhenSeveralProblemsHoldThenTheFirstAndNoCall(
            String key, String method, String merchant, String platform, int status, String code) {
        HttpResponse<String> answer = calls.send(key, method, STATUS.formatted(merchant, platform), Map.of(), "");

        Calls.assertProblem(answer, status, code);
        if (status == 405) {
            assertThat(answer.headers().firstValue("Allow")).contains("GET");
        }
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
        assertThat(StubPlatforms.shipEngine().getAllServeEvents()).isEmpty();
    }

    /** As described: every answer to OPTIONS in the tests is compared with the methods of its path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/merchants/m_status/accounts/easypost/status",
                "/v1/merchants/m_status/accounts/easypost",
                "/v1/merchants/m_status",
                "/v1/merchants/import",
                "/v1/portal-links"
            })
    void optionsWhenAskedThenTheMethodsThatThereAre(String path) {
        HttpResponse<String> answer = calls.call("OPTIONS", path, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void getWhenKeyHasTheMerchantsScopeAloneThenAnswer() {
        user(200, "{\"id\": \"" + USER + "\"}");

        assertThat(calls.send("acme-merchants-key", "GET", STATUS.formatted("m_status", "easypost"), Map.of(), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 502, platform-credentials-rejected",
        "403, 502, platform-credentials-rejected",
        "404, 502, platform-invalid-response",
        "422, 502, platform-rejected-request",
        "400, 502, platform-rejected-request",
        "302, 502, platform-invalid-response",
        "200, 502, platform-invalid-response",
        "500, 503, platform-unavailable",
        "503, 503, platform-unavailable"
    })
    void getWhenPlatformFailsThenProblemNamesPlatformAndItsRequest(int upstream, int status, String code) {
        user(upstream, "{\"error\": {\"message\": \"" + UPSTREAM + "\"}}");

        HttpResponse<String> answer = calls.call("GET", STATUS.formatted("m_status", "easypost"), "");

        JsonNode problem = Calls.assertProblem(answer, status, code);
        assertThat(problem.path("platform").asString()).isEqualTo("easypost");
        assertThat(problem.path("platform_request_id").asString()).isEqualTo("upstream-1");
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(answer.body()).doesNotContain(UPSTREAM, USER, BrokerTestConfiguration.EASYPOST_KEY);
    }

    private void register(String key, String merchant, String platform) {
        String path = "/v1/merchants/" + merchant + "/accounts/" + platform;
        Map<String, String> json = Map.of("Content-Type", "application/json");
        assertThat(calls.send(key, "PUT", path, json, "{\"account\": \"" + USER + "\"}")
                        .statusCode())
                .isBetween(200, 201);
    }

    private static void user(int status, String body) {
        StubPlatforms.easyPost()
                .stubFor(get(urlEqualTo("/v2/users/" + USER))
                        .willReturn(aResponse()
                                .withStatus(status)
                                .withHeader("x-ep-request-uuid", "upstream-1")
                                .withHeader("Location", "https://evil.example/")
                                .withBody(body)));
    }
}

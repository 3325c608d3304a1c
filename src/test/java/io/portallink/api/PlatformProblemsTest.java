package io.portallink.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What a backend is told when the platform fails a direct creation: ours in words, and nothing of the platform's but its id. */
@BrokerTest
@TestPropertySource(properties = "resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=1000")
class PlatformProblemsTest {

    private static final String UPSTREAM = "upstream text with a secret";

    private final Calls calls;

    PlatformProblemsTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    @AfterEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "easypost, 400, 502, platform-rejected-request",
        "easypost, 401, 502, platform-credentials-rejected",
        "easypost, 403, 502, platform-credentials-rejected",
        "easypost, 404, 422, account-rejected",
        "easypost, 302, 502, platform-invalid-response",
        "easypost, 200, 502, platform-invalid-response",
        "shipengine, 400, 502, platform-rejected-request",
        "shipengine, 401, 502, platform-credentials-rejected",
        "shipengine, 404, 422, account-rejected",
        "shipengine, 307, 502, platform-invalid-response"
    })
    void directWhenPlatformRefusesThenProblemNamesPlatformAndItsRequest(
            String platform, int upstream, int status, String code) {
        stub(platform, upstream, "");
        JsonNode problem = problem(platform, status, code);
        assertThat(problem.path("platform_request_id").asString()).isEqualTo("upstream-1");
    }

    @ParameterizedTest
    @CsvSource({"easypost, 500", "easypost, 503", "shipengine, 500", "shipengine, 502"})
    void directWhenPlatformIsDownThenUnavailableWithRetryAfter(String platform, int upstream) {
        stub(platform, upstream, "");
        assertThat(retryAfter(direct(platform))).isPositive();
        problem(platform, 503, "platform-unavailable");
    }

    @Test
    void directWhenPlatformSaysSlowDownThenItsRetryAfterIsPassedOnAndTheTapIsClosed() {
        stub("shipengine", 429, "3");
        HttpResponse<String> first = direct("shipengine");
        HttpResponse<String> second = direct("shipengine");

        Calls.assertProblem(first, 503, "platform-rate-limited");
        Calls.assertProblem(second, 503, "platform-rate-limited");
        assertThat(retryAfter(first)).isEqualTo(3);
        assertThat(retryAfter(second)).isBetween(1, 3);
        assertThat(StubPlatforms.shipEngine().getAllServeEvents()).hasSize(1);
        StubPlatforms.reset();
        Awaitility.await() // so that nothing is left closed for the other tests of this context
                .atMost(Duration.ofSeconds(5))
                .until(() -> direct("shipengine").statusCode() == 201);
    }

    private JsonNode problem(String platform, int status, String code) {
        HttpResponse<String> answer = direct(platform);
        JsonNode problem = Calls.assertProblem(answer, status, code);
        assertThat(problem.path("platform").asString()).isEqualTo(platform);
        assertThat(answer.body())
                .doesNotContain(UPSTREAM, BrokerTestConfiguration.EASYPOST_KEY, BrokerTestConfiguration.SHIPENGINE_KEY);
        return problem;
    }

    private HttpResponse<String> direct(String platform) {
        return calls.open(body("platform", "\"" + platform + "\"", "mode", "\"direct\""));
    }

    private static int retryAfter(HttpResponse<String> answer) {
        return Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
    }

    private static void stub(String platform, int status, String retryAfter) {
        boolean easyPost = platform.equals("easypost");
        WireMockServer server = easyPost ? StubPlatforms.easyPost() : StubPlatforms.shipEngine();
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader(easyPost ? "x-ep-request-uuid" : "X-ShipEngine-RequestID", "upstream-1")
                        .withHeader("Retry-After", retryAfter)
                        .withHeader("Location", "https://evil.example/")
                        .withBody("{\"error\": {\"message\": \"" + UPSTREAM + "\"}}")));
    }
}

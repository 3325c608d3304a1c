package io.portallink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What an operator and monitoring see. */
@BrokerTest
@TestPropertySource(properties = "spring.test.metrics.export=true")
@ExtendWith(OutputCaptureExtension.class)
class OperationsTest {

    private final Http http;
    private final Http management;
    private final CircuitBreakerRegistry breakers;

    OperationsTest(
            @LocalServerPort int port,
            @LocalManagementPort int managementPort,
            @Autowired CircuitBreakerRegistry breakers) {
        this.http = new Http(port);
        this.management = new Http(managementPort);
        this.breakers = breakers;
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @AfterEach
    void closeBreakers() {
        breakers.getAllCircuitBreakers().forEach(breaker -> breaker.transitionToClosedState());
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "configprops", "heapdump", "loggers", "mappings", "shutdown", "metrics"})
    void managementWhenAskedForMoreThenThereIsNothing(String endpoint) {
        assertThat(management.get("/actuator/" + endpoint, Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void healthWhenBreakerIsOpenThenItIsShownAndTakesNothingDown() {
        breakers.circuitBreaker("easypost").transitionToOpenState();

        HttpResponse<String> health = management.get("/actuator/health", Map.of());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"state\":\"OPEN\"");
        assertThat(management.get("/actuator/health/readiness", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(management.get("/actuator/health/liveness", Map.of()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void openWhenBreakerIsOpenThenPlatformUnavailableWithoutACall() {
        breakers.circuitBreaker("easypost").transitionToOpenState();

        HttpResponse<String> refused = open("direct");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Http.json(refused).path("code").stringValue()).isEqualTo("platform-unavailable");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(10);
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    @Test
    void metricsWhenPortalsWereOpenedThenHaveTheContractsNamesAndNoSecretTag() {
        String url = Http.json(open("launch")).path("url").stringValue();
        http.get(Http.path(url), Http.NAVIGATION);
        http.get(Http.path(url), Http.NAVIGATION);
        open("direct");
        http.get("/launch/forged", Map.of());
        http.get("/refresh/forged", Map.of());
        http.get("/return/forged", Map.of());

        String metrics = management.get("/actuator/prometheus", Map.of()).body();

        assertThat(metrics)
                .contains(
                        "portal_links_created_total{mode=\"launch\",outcome=\"created\",page=\"billing\",platform=\"easypost\"}")
                .contains("portal_launches_total{outcome=\"redirected\",platform=\"easypost\"}")
                .contains("portal_launches_total{outcome=\"replayed\",platform=\"easypost\"}")
                .contains("portal_launches_total{outcome=\"invalid\",platform=\"unknown\"}")
                .contains("portal_refreshes_total{outcome=\"invalid\",platform=\"unknown\"}")
                .contains("portal_returns_total{outcome=\"invalid\",platform=\"unknown\"}")
                .contains("portal_reencryption_pending 0.0")
                .contains("portal_platform_call_seconds_bucket{outcome=\"ok\",platform=\"easypost\"")
                .contains("portal_url_age_seconds_bucket{platform=\"easypost\"")
                .contains("resilience4j_circuitbreaker_state{")
                .contains("resilience4j_bulkhead_available_concurrent_calls{")
                .contains("http_server_requests_seconds_count{")
                .contains("jvm_memory_used_bytes{")
                .contains("hikaricp_connections_active{");
        assertThat(metrics)
                .doesNotContain("m_operations")
                .doesNotContain("user_operations")
                .doesNotContain("plk_")
                .doesNotContain(url.substring(url.lastIndexOf('/') + 1));
    }

    @Test
    void logWhenPortalIsOpenedThenOneLineAnEventSaysWhatHappened(CapturedOutput output) {
        HttpResponse<String> created = open("launch");
        String id = Http.json(created).path("id").stringValue();
        http.get(Http.path(Http.json(created).path("url").stringValue()), Http.NAVIGATION);

        String line = only(output, "\"event\":\"portal_link_created\"", id);
        assertThat(line)
                .contains(
                        "\"request_id\":\"req_",
                        "\"tenant\":\"acme\"",
                        "\"platform\":\"easypost\"",
                        "\"outcome\":\"created\"");
        line = only(output, "\"event\":\"portal_launch\"", id);
        assertThat(line)
                .contains(
                        "\"request_id\":\"req_",
                        "\"tenant\":\"acme\"",
                        "\"platform\":\"easypost\"",
                        "\"outcome\":\"redirected\"");
        assertThat(output.getAll()).doesNotContain("failed to append");
    }

    @Test
    void requestIdWhenSaneThenIsEchoedAndElseReplaced() {
        assertThat(id(Map.of("X-Request-Id", "trace-1.a_B"))).isEqualTo("trace-1.a_B");
        assertThat(id(Map.of("X-Request-Id", "a b"))).startsWith("req_");
        assertThat(id(Map.of("X-Request-Id", "x".repeat(129)))).startsWith("req_");
        assertThat(id(Map.of())).startsWith("req_");
    }

    @Test
    void breakerWhenCredentialIsRefusedThenCountsNoFailure() {
        StubPlatforms.easyPost()
                .stubFor(post(urlPathEqualTo(StubPlatforms.EASYPOST_PATH))
                        .willReturn(aResponse().withStatus(401)));

        assertThat(open("direct").statusCode()).isEqualTo(502);
        assertThat(breakers.circuitBreaker("easypost").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    private String id(Map<String, String> headers) {
        return http.get("/v1/platforms", headers)
                .headers()
                .firstValue("X-Request-Id")
                .orElse("none");
    }

    private static String only(CapturedOutput output, String event, String link) {
        var lines = output.getAll()
                .lines()
                .filter(line -> line.contains(event) && line.contains(link))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private HttpResponse<String> open(String mode) {
        return http.api("POST", "/v1/portal-links", "acme-key", """
                {"merchant_id": "m_operations", "platform": "easypost", "account": "user_operations_1",
                 "page": "billing", "mode": "%s"}""".formatted(mode));
    }
}

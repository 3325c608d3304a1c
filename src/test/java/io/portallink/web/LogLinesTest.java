package io.portallink.web;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.BrokerTestConfiguration;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON line an event, with what a search needs and nothing that opens a portal. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;

    LogLinesTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void logWhenPortalIsOpenedThenOneLineForTheApiAndOneForTheBrowser(CapturedOutput output) {
        JsonNode created = Http.json(open("launch", "log-test-create"));
        String id = created.path("id").asString();
        String path = Http.path(created.path("url").asString());
        http.get(path, navigation("log-test-launch"));
        http.get(path, navigation("log-test-replay"));

        assertEvent(line(output, "log-test-create"), "portal_link_created", id, "created", "INFO");
        assertEvent(line(output, "log-test-launch"), "portal_launch", id, "redirected", "INFO");
        assertEvent(line(output, "log-test-replay"), "portal_launch", id, "replayed", "WARN");
        assertNothingSecret(output, path.substring("/launch/".length()));
    }

    @Test
    void logWhenCreationIsRepeatedThenTheLineHasTheIdsOfTheAnswer(CapturedOutput output) {
        HttpResponse<String> first = open("launch", "log-test-first", "log-test-key");
        HttpResponse<String> again = open("launch", "log-test-again", "log-test-key");

        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        String id = again.headers().firstValue("Portal-Link-Id").orElseThrow();
        assertThat(first.headers().firstValue("Portal-Link-Id")).hasValue(id);
        assertThat(again.headers().firstValue("X-Request-Id")).hasValue("log-test-again");
        assertEvent(line(output, "log-test-first"), "portal_link_created", id, "created", "INFO");
        assertEvent(line(output, "log-test-again"), "portal_link_repeated", id, "repeated", "INFO");
    }

    @Test
    void logWhenDirectCreationIsRefusedByThePlatformThenTheLineHasTheIdsOfTheProblem(CapturedOutput output) {
        StubPlatforms.easyPost()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse().withStatus(403).withHeader("X-EP-Request-UUID", "ep-log-direct")));
        JsonNode problem = Http.json(open("direct", "log-test-refused"));

        JsonNode line = line(output, problem.path("request_id").asString());
        assertEvent(
                line,
                "portal_link_failed",
                line.path("link_id").asString(),
                problem.path("code").asString(),
                "WARN");
        assertThat(line.path("link_id").asString()).startsWith("plk_");
        assertThat(line.path("platform_request_id").asString())
                .isEqualTo(problem.path("platform_request_id").asString())
                .isEqualTo("ep-log-direct");
    }

    @Test
    void logWhenDirectCreationFailsThenOneLineWithTheProblem(CapturedOutput output) {
        StubPlatforms.easyPost().resetMappings(); // answers 404 to everything
        open("direct", "log-test-failed");

        JsonNode line = line(output, "log-test-failed");
        assertThat(line.path("event").asString()).isEqualTo("portal_link_failed");
        assertThat(line.path("outcome").asString()).isEqualTo("account-rejected");
        assertThat(line.path("tenant").asString()).isEqualTo("acme");
        assertNothingSecret(output, "No response could be served");
    }

    @Test
    void logWhenLaunchFailsThenOneLineWithTheProblemAndThePlatformsIdOfTheRequest(CapturedOutput output) {
        JsonNode created = Http.json(open("launch", "log-test-to-fail"));
        StubPlatforms.easyPost().resetMappings();
        StubPlatforms.easyPost()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse().withStatus(403).withHeader("X-EP-Request-UUID", "ep-log-test")));
        http.get(Http.path(created.path("url").asString()), navigation("log-test-failing"));

        JsonNode line = line(output, "log-test-failing");
        assertEvent(line, "portal_launch", created.path("id").asString(), "failed", "WARN");
        assertThat(line.path("code").asString()).isEqualTo("platform-credentials-rejected");
        assertThat(line.path("platform_request_id").asString()).isEqualTo("ep-log-test");
    }

    private HttpResponse<String> open(String mode, String requestId) {
        return open(mode, requestId, requestId);
    }

    private HttpResponse<String> open(String mode, String requestId, String idempotencyKey) {
        return http.send(
                "POST",
                "/v1/portal-links",
                Map.of(
                        "Authorization",
                        "Bearer acme-key",
                        "Content-Type",
                        "application/json",
                        "X-Request-Id",
                        requestId,
                        "Idempotency-Key",
                        idempotencyKey),
                "{\"merchant_id\": \"m_log\", \"platform\": \"easypost\", \"account\": \"user_log-secret\", \"mode\": \""
                        + mode + "\"}");
    }

    private static Map<String, String> navigation(String requestId) {
        Map<String, String> headers = new HashMap<>(Http.NAVIGATION);
        headers.put("X-Request-Id", requestId);
        return headers;
    }

    /** The one event of a request; every line that the broker wrote is JSON. */
    private static JsonNode line(CapturedOutput output, String requestId) {
        List<JsonNode> lines = output.getOut()
                .lines()
                .filter(line -> line.contains(requestId))
                .map(JSON::readTree)
                .filter(line -> line.path("request_id").asString().equals(requestId))
                .toList();
        assertThat(lines).as(output.getAll()).hasSize(1);
        return lines.getFirst();
    }

    private static void assertEvent(JsonNode line, String event, String link, String outcome, String level) {
        assertThat(line.path("event").asString()).isEqualTo(event);
        assertThat(line.path("tenant").asString()).isEqualTo("acme");
        assertThat(line.path("link_id").asString()).isEqualTo(link);
        assertThat(line.path("platform").asString()).isEqualTo("easypost");
        assertThat(line.path("outcome").asString()).isEqualTo(outcome);
        assertThat(line.path("log").path("level").asString()).isEqualTo(level);
    }

    private static void assertNothingSecret(CapturedOutput output, String secret) {
        assertThat(output.getAll())
                .doesNotContain(secret, "user_log-secret", "acme-key", BrokerTestConfiguration.EASYPOST_KEY)
                .doesNotContain(StubPlatforms.EASYPOST_URL, "ERROR in ch.qos.logback", "Appender");
    }
}

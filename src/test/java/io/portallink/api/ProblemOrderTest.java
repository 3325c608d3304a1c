package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Of several problems, the contract's first: each request here has the problem named and all, or many, that come later. */
@BrokerTest
class ProblemOrderTest {

    private static final String JSON = "application/json";
    private static final String BROKEN = "{";
    private static final String HUGE = "{" + " ".repeat(40 * 1024);
    private static final String UNKNOWN_PLATFORM = "/v1/merchants/a%20b/accounts/nope";
    private static final String ACCOUNT = "/v1/merchants/m_1/accounts/easypost";

    private final Calls calls;

    ProblemOrderTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest(name = "{6}: {1} {2} with {0}, {3}, {4}")
    @MethodSource
    void callWhenSeveralProblemsHoldThenTheFirst(
            String key, String method, String path, String accept, String type, String body, int status, String code) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
        if (!type.isEmpty()) {
            headers.put("Content-Type", type);
        }
        Calls.assertProblem(calls.send(key, method, path, headers, body), status, code);
    }

    static Stream<Arguments> callWhenSeveralProblemsHoldThenTheFirst() {
        String links = Calls.LINKS;
        return Stream.of(
                Arguments.of("wrong", "POST", links, "image/png", "text/plain", HUGE, 401, "unauthorized"),
                Arguments.of("wrong", "POST", links, JSON, JSON, BROKEN, 401, "unauthorized"),
                Arguments.of("wrong", "PATCH", "/v1/nothing", JSON, JSON, BROKEN, 401, "unauthorized"),
                Arguments.of("wrong", "PATCH", UNKNOWN_PLATFORM, JSON, JSON, BROKEN, 401, "unauthorized"),
                Arguments.of("acme-merchants-key", "POST", links, "image/png", "x/y", HUGE, 403, "forbidden"),
                Arguments.of("acme-merchants-key", "DELETE", links, JSON, JSON, BROKEN, 403, "forbidden"),
                Arguments.of("acme-links-key", "PUT", UNKNOWN_PLATFORM, JSON, JSON, BROKEN, 403, "forbidden"),
                Arguments.of("acme-links-key", "GET", "/v1/nothing", JSON, "", "", 403, "forbidden"),
                Arguments.of("acme-key", "PATCH", "/v1/nothing", "image/png", "x/y", HUGE, 404, "not-found"),
                Arguments.of("acme-key", "PUT", "/v1/nothing", "image/png", "*/*", HUGE, 404, "not-found"),
                Arguments.of("acme-key", "GET", "/v1/nothing", JSON, "*/*", "", 404, "not-found"),
                Arguments.of("acme-key", "PUT", UNKNOWN_PLATFORM, JSON, "x/y", HUGE, 404, "platform-not-found"),
                Arguments.of("acme-key", "PATCH", UNKNOWN_PLATFORM, JSON, "x/y", HUGE, 404, "platform-not-found"),
                Arguments.of("acme-key", "GET", UNKNOWN_PLATFORM, JSON, "", "", 404, "platform-not-found"),
                Arguments.of("acme-key", "DELETE", UNKNOWN_PLATFORM, JSON, "", "", 404, "platform-not-found"),
                Arguments.of("acme-key", "PATCH", links, "image/png", "x/y", HUGE, 405, "method-not-allowed"),
                Arguments.of("acme-key", "PATCH", ACCOUNT, "image/png", "x/y", HUGE, 405, "method-not-allowed"),
                Arguments.of("acme-key", "POST", links, "image/png", "x/y", HUGE, 406, "not-acceptable"),
                Arguments.of("acme-key", "POST", links, JSON, "x/y", HUGE, 415, "unsupported-media-type"),
                Arguments.of("acme-key", "POST", links, JSON, JSON, HUGE, 413, "payload-too-large"),
                Arguments.of("acme-key", "PUT", ACCOUNT, JSON, "x/y", HUGE, 415, "unsupported-media-type"),
                Arguments.of("acme-key", "PUT", ACCOUNT, JSON, JSON, HUGE, 413, "payload-too-large"),
                Arguments.of("acme-key", "POST", links, JSON, JSON, BROKEN, 400, "invalid-request"));
    }

    @Test
    void openWhenOneProblemAfterTheOtherIsMendedThenTheNext() {
        calls.call("PUT", "/v1/merchants/m_order/accounts/easypost", "{\"account\": \"user_1\"}");
        String strange = "\"https://evil.example/\"";
        List<String> wrongEverywhere =
                List.of("merchant_id", "\"m_nobody\"", "account", "", "platform", "\"shipengine\"");

        problem(422, "return-url-not-registered", wrongEverywhere, "return_url", strange, "refresh_url", strange);
        problem(422, "refresh-url-not-registered", wrongEverywhere, "refresh_url", strange);
        problem(404, "merchant-not-found", wrongEverywhere, "page", "\"reports\"");
        problem(404, "account-not-found", wrongEverywhere, "merchant_id", "\"m_order\"", "page", "\"reports\"");
        problem(422, "page-not-supported", List.of(), "platform", "\"shipengine\"", "page", "\"reports\"");
        problem(400, "invalid-request", List.of(), "return_url", strange, "merchant_id", "\"\"");
    }

    @Test
    void openWhenPlatformIsNotEnabledThenAfterTheAccountAndBeforeThePage() {
        String noAccount = body("merchant_id", "\"m_nobody\"", "account", "", "platform", "\"shipengine\"");
        String noPage = body("platform", "\"shipengine\"", "page", "\"reports\"");

        Map<String, String> json = Map.of("Content-Type", JSON);
        Calls.assertProblem(calls.send("bare-key", "POST", Calls.LINKS, json, noAccount), 404, "merchant-not-found");
        Calls.assertProblem(calls.send("bare-key", "POST", Calls.LINKS, json, noPage), 422, "platform-not-enabled");
    }

    @Test
    void callWhenMethodIsNotAllowedThenAllowNamesThoseThatAre() {
        HttpResponse<String> links = calls.call("PATCH", Calls.LINKS, "{}");
        HttpResponse<String> account = calls.call("PATCH", ACCOUNT, "{}");

        assertThat(links.headers().firstValue("Allow").orElse("").split(", ")).contains("POST");
        assertThat(account.headers().firstValue("Allow").orElse("").split(", ")).contains("GET", "PUT", "DELETE");
    }

    private void problem(int status, String code, List<String> base, String... fields) {
        String[] all = Stream.concat(base.stream(), Stream.of(fields)).toArray(String[]::new);
        Calls.assertProblem(calls.open(body(all)), status, code);
        assertThat(StubPlatforms.shipEngine().getAllServeEvents()).isEmpty();
    }
}

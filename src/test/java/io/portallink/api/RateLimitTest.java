package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The tenant's own limit: thirty requests a minute, so one comes back every two seconds. */
@BrokerTest
@TestPropertySource(properties = "portal.tenants.acme.requests-per-minute=30")
class RateLimitTest {

    private final Calls calls;

    RateLimitTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @Test
    void callWhenLimitIsSpentThenRateLimitedBeforeLaterProblemsAndRetryAfterIsTrue() {
        HttpResponse<String> answer = calls.call("GET", "/v1/platforms", "");
        for (int i = 0; i < 100 && answer.statusCode() == 200; i++) {
            answer = calls.call("GET", "/v1/platforms", "");
        }
        Calls.assertProblem(answer, 429, "rate-limited");
        int seconds =
                Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
        assertThat(seconds).isBetween(1, 2);

        Calls.assertProblem(calls.call("PATCH", "/v1/nothing", "{"), 429, "rate-limited");
        Calls.assertProblem(calls.open("{"), 429, "rate-limited");
        Calls.assertProblem(calls.send("wrong", "GET", "/v1/platforms", Map.of(), ""), 401, "unauthorized");
        Calls.assertProblem(calls.send("acme-links-key", "GET", "/v1/merchants", Map.of(), ""), 403, "forbidden");
        assertThat(calls.send("bare-key", "GET", "/v1/platforms", Map.of(), "").statusCode())
                .isEqualTo(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(seconds + 2)) // a busy machine takes its time
                .until(() -> calls.call("GET", "/v1/platforms", "").statusCode() == 200);
    }
}

package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which answer, and with it which default mode, the one negotiating call gives; all others give JSON. */
@BrokerTest
class AcceptTest {

    private final Calls calls;

    AcceptTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @Test
    void openWhenThereIsNoAcceptThenJsonAndLaunch() {
        assertJson(calls.open(body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "application/json, text/html",
                "text/html, application/json",
                "text/*, application/*",
                "text/html;q=0.9, application/json",
                "text/html;q=0.5, */*;q=0.5",
                "text/html;q=0, */*",
                "text/html;q=0.3, application/json;q=0.3, */*;q=0.1",
                "application/json, text/javascript, */*; q=0.01",
                "image/png, application/json;q=0.1"
            })
    void openWhenJsonIsNoLessWantedThenJsonAndLaunch(String accept) {
        assertJson(calls.openAccepting(accept, body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "TEXT/HTML",
                "text/html, application/json;q=0.9",
                "application/json;q=0, */*",
                "text/html, */*;q=0.5",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
                        + "application/signed-exchange;v=b3;q=0.7"
            })
    void openWhenHtmlIsPreferredThenRedirectAndDirect(String accept) {
        HttpResponse<String> answer = calls.openAccepting(accept, body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains(StubPlatforms.EASYPOST_URL);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Portal-Link-Id").orElse("")).startsWith("plk_");
        assertThat(answer.headers().firstValue("Portal-Link-Expires-At")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "text/plain",
                "application/xml, image/*",
                "*/*;q=0",
                "text/html;q=0, application/json;q=0",
                "nonsense",
                "text/html;q=2",
                "text/html;;;=, /"
            })
    void openWhenNeitherIsAcceptableThenNotAcceptable(String accept) {
        Calls.assertProblem(calls.openAccepting(accept, body()), 406, "not-acceptable");
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }

    @Test
    void openWhenModeIsSaidThenAcceptDecidesOnTheAnswerOnly() {
        HttpResponse<String> launch = calls.openAccepting("text/html", body("mode", "\"launch\""));
        HttpResponse<String> direct = calls.openAccepting("application/json", body("mode", "\"direct\""));

        assertThat(launch.statusCode()).isEqualTo(302);
        assertThat(launch.headers().firstValue("Location").orElse("")).startsWith("https://links.example.com/launch/");
        assertThat(direct.statusCode()).isEqualTo(201);
        assertThat(Http.json(direct).path("url").asString()).isEqualTo(StubPlatforms.EASYPOST_URL);
    }

    @Test
    void openWhenItIsDryRunOrAProblemThenJsonWhateverIsAccepted() {
        HttpResponse<String> dryRun = calls.openAccepting("text/html", body("dry_run", "true"));
        HttpResponse<String> problem = calls.openAccepting("text/html", body("page", "\"x\""));

        assertThat(dryRun.statusCode()).isEqualTo(200);
        assertThat(dryRun.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Http.json(dryRun).path("mode").asString()).isEqualTo("direct");
        Calls.assertProblem(problem, 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "*/*;q=0", "nonsense"})
    void anyOtherCallWhenJsonIsNotAcceptedThenJsonAllTheSame(String accept) {
        Map<String, String> headers = Map.of("Accept", accept);
        HttpResponse<String> platforms = calls.send(Calls.KEY, "GET", "/v1/platforms", headers, "");
        assertThat(platforms.statusCode()).isEqualTo(200);
        assertThat(platforms.headers().firstValue("Content-Type")).contains("application/json");
        Calls.assertProblem(
                calls.send(Calls.KEY, "GET", "/v1/merchants/m_none", headers, ""), 404, "merchant-not-found");
        Calls.assertProblem(calls.send(Calls.KEY, "GET", "/v1/nothing", headers, ""), 404, "not-found");
        Calls.assertProblem(calls.send("wrong", "GET", "/v1/platforms", headers, ""), 401, "unauthorized");
    }

    private static void assertJson(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Http.json(answer).path("mode").asString()).isEqualTo("launch");
        assertThat(StubPlatforms.easyPost().getAllServeEvents()).isEmpty();
    }
}

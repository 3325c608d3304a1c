package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.StubPlatforms;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies that are no JSON object of known fields, and bodies of another type. */
@BrokerTest
class BodySyntaxTest {

    private final Calls calls;

    BodySyntaxTest(@LocalServerPort int port) {
        calls = new Calls(port);
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @MethodSource
    void openWhenBodyIsNoJsonObjectThenInvalidRequest(String body) {
        assertThat(Calls.wrongFields(calls.open(body))).hasSize(1);
    }

    static Stream<String> openWhenBodyIsNoJsonObjectThenInvalidRequest() {
        return Stream.of(
                " ",
                "null",
                "\"\"",
                "\"text\"",
                "5",
                "true",
                "[]",
                "[" + body() + "]",
                "{",
                "{\"merchant_id\": \"m_1\"",
                "{'merchant_id': 'm_1'}",
                "{merchant_id: \"m_1\"}",
                "{\"merchant_id\": \"m_1\",}",
                body("expires_in", "NaN"),
                body("expires_in", "-Infinity"),
                body("expires_in", "0300"),
                body("expires_in", "+300"),
                body("state", "\"a\nb\""),
                body("state", "\"\\x\""),
                body() + " {}",
                body() + " x",
                body() + "]",
                "/* */" + body(),
                "[".repeat(10_000),
                "{\"prefill\":".repeat(2_000));
    }

    @Test
    void openWhenFieldIsUnknownThenItIsNamed() {
        assertThat(Calls.wrongFields(calls.open(body("acount", "\"x\"")))).containsExactly("acount");
        assertThat(Calls.wrongFields(calls.open(body("merchantId", "\"x\"")))).containsExactly("merchantId");
        assertThat(Calls.wrongFields(calls.open(body("Page", "\"billing\"")))).containsExactly("Page");
    }

    @Test
    void openWhenKeyStandsTwiceThenItIsNamed() {
        assertThat(Calls.wrongFields(calls.open("{\"merchant_id\": \"m_1\", \"merchant_id\": \"m_1\"}")))
                .containsExactly("merchant_id");
        String inside = body("page", "\"onboarding\"", "prefill", "{\"a\": 1, \"a\": 2}");
        assertThat(Calls.wrongFields(calls.open(inside))).hasSize(1);
    }

    @Test
    void openWhenBodyIsWrongThenAnswerRepeatsNothingOfIt() {
        for (String secret :
                List.of(body("theme_id", "\"s3cr3t\" x"), body("mode", "\"s3cr3t\""), "{\"s3cr3t \": 1}")) {
            HttpResponse<String> answer = calls.open(secret);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void openWhenBodyBeginsWithByteOrderMarkThenItIsReadOrRefusedAsJson() {
        assertThat(calls.open("\uFEFF" + body()).statusCode()).isIn(201, 400);
    }

    @Test
    void openWhenThereIsNoBodyThenInvalidRequest() {
        HttpResponse<String> answer =
                calls.send(Calls.KEY, "POST", Calls.LINKS, Map.of("Content-Type", "application/json"), "");
        assertThat(Calls.wrongFields(answer)).containsExactly("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "nonsense",
                "*/*"
            })
    void openWhenContentTypeIsAnotherThenUnsupportedMediaType(String type) {
        Calls.assertProblem(typed(type), 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=utf-8", "Application/JSON; charset=\"UTF-8\""})
    void openWhenContentTypeIsJsonThenCreated(String type) {
        assertThat(typed(type).statusCode()).isEqualTo(201);
    }

    @Test
    void openWhenContentTypeIsMissingThenUnsupportedMediaType() {
        Calls.assertProblem(
                calls.send(Calls.KEY, "POST", Calls.LINKS, Map.of(), body()), 415, "unsupported-media-type");
    }

    private HttpResponse<String> typed(String type) {
        return calls.send(Calls.KEY, "POST", Calls.LINKS, Map.of("Content-Type", type), body());
    }
}

package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the container refuses before any filter of ours is answered as a problem all the same. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestsTest {

    private final int port;

    MalformedRequestsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT /v1/platforms HTTP/1.1\r\nHost: x",
                "GET /v1/platforms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense",
                "GET /v1/platforms HTTP/7.0\r\nHost: x",
                "GET /v1/platforms HTTP/1.1",
                "GET /v1/platforms HTTP/1.1\r\nHost: a b",
                "GET /v1/{} HTTP/1.1\r\nHost: x",
                "GET /v1/\u0001 HTTP/1.1\r\nHost: x"
            })
    void answerWhenContainerRefusesThenBadRequestWithItsId(String head) {
        String answer =
                RawClient.ask(port, head + "\r\nConnection: close\r\n\r\n").text();

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Type: application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.path("code").stringValue()).isEqualTo("invalid-request");
        assertThat(answer)
                .contains("X-Request-Id: " + problem.path("request_id").stringValue() + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=x", "cursor=%zz", "cursor=%"})
    void answerWhenQueryIsMalformedThenBadRequest(String query) {
        String head = "GET /v1/merchants?" + query + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key";

        String answer =
                RawClient.ask(port, head + "\r\nConnection: close\r\n\r\n").text();

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid-request\"");
    }

    /** To whomever: no key is asked for before. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/portal-links/x;%zz", "/launch/x;a=%", "/;%", "/v1/merchants;%e2%28/x", "/problems/x;b"})
    void answerWhenPathHasParametersThenBadRequestAndNothingLogged(String path, CapturedOutput output) {
        String answer = RawClient.ask(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .text();

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("X-Request-Id: ");
        assertThat(output.getAll()).doesNotContain("\"level\":\"ERROR\"");
    }

    @Test
    void answerWhenHeaderAndBodyAreBothMalformedThenBadRequest() {
        String head = "PUT /v1/merchants/m_1/accounts/easypost HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key"
                + "\r\nContent-Type: application/json\r\nAccept: \u0080\u009cx\r\nTransfer-Encoding: chunked";

        String answer = RawClient.ask(port, head + "\r\nConnection: close\r\n\r\nno chunk")
                .text();

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid-request\"");
    }
}

package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Line ends and other odd characters in a request's headers never become headers of the answer. */
@BrokerTest
class HeaderInjectionTest {

    private static final String[] NAMES = {"X-Request-Id", "Accept", "Authorization", "Idempotency-Key", "Cookie"};

    private final int port;

    HeaderInjectionTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @MethodSource
    void answerWhenHeaderHoldsLineEndsThenTheyGoNowhere(String path, String header) {
        RawClient.Answer answer = get(path, header);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.all("X-Request-Id")).singleElement().asString().matches("req_[0-9a-f]{32}|a");
        assertThat(answer.all("Set-Cookie")).isEmpty();
        assertThat(answer.text()).doesNotContainIgnoringCase("evil");
    }

    static Stream<Arguments> answerWhenHeaderHoldsLineEndsThenTheyGoNowhere() {
        return Stream.of("/v1/platforms", "/launch/x", "/nothing")
                .flatMap(path -> Stream.of(NAMES)
                        .flatMap(name -> Stream.of(
                                        "a\rSet-Cookie: evil=1",
                                        "a\nSet-Cookie: evil=1",
                                        "a\r\n evil",
                                        "a\r\n\tSet-Cookie: evil=1",
                                        "a\u0000evil",
                                        "a\u0085Set-Cookie: evil=1",
                                        "a\u00e5\u0098\u008d\u00e5\u0098\u008aSet-Cookie: evil=1",
                                        "a%0d%0aSet-Cookie: evil=1",
                                        "a\\r\\nSet-Cookie: evil=1")
                                .map(value -> Arguments.of(path, name + ": " + value))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Evil\u0000: 1",
                "X Evil: 1",
                "X-Evil : 1",
                ": evil",
                "X(Evil): 1",
                "X\"Evil\": 1",
                "X-Ev\u00efl: evil",
                "X-Evil",
                " X-Evil: 1"
            })
    void answerWhenHeaderNameIsOddThenRefusedAsAProblemWithoutRepeatingIt(String header) {
        RawClient.Answer answer = get("/v1/platforms", header);

        assertThat(answer.status()).as(answer.text()).isIn(400, 401);
        assertThat(answer.all("Content-Type")).singleElement().asString().startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContainIgnoringCase("evil").doesNotContain("Tomcat", "<html");
    }

    /** Two keys in one request: which one counts would depend on who reads it. */
    @ParameterizedTest
    @CsvSource({
        "Authorization: Bearer acme-key, 200",
        "authorization: bearer acme-key, 200",
        "'Authorization: Bearer acme-key\r\nAuthorization: Bearer acme-key', 401",
        "'Authorization: Bearer acme-key\r\nauthorization: Basic eDp5', 401",
        "'Authorization: Bearer acme-key, Bearer acme-key', 401",
        "'Authorization: Bearer acme-key\r\n acme-key', 401",
        "Authorization: Bearer acme-key;x, 401",
        "Authorization: Bearer \u00a0acme-key, 401"
    })
    void callWhenKeyIsSentTwiceOrDressedUpThenUnauthorized(String header, int status) {
        assertThat(get("/v1/platforms", header).status()).isEqualTo(status);
    }

    /** What a front server might take for two requests is one here, or none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nContent-Length: 35",
                "Content-Length: 0, 35",
                "Content-Length: +35",
                "Content-Length: 0x23",
                "Content-Length: 35\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding:\u000bchunked"
            })
    void requestWhenItsLengthIsInDoubtThenNothingBehindItIsAnswered(String length) {
        RawClient.Answer answer = RawClient.ask(
                port,
                "POST /v1/portal-links HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n"
                        + "0\r\n\r\nGET /problems/forbidden HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isBetween(400, 501);
        assertThat(answer.text().split("HTTP/1\\.1 ", -1)).as(answer.text()).hasSize(2);
    }

    @Test
    void answerWhenHeadersAreSaneThenOk() {
        assertThat(get("/problems/forbidden", "X-Request-Id: a").all("X-Request-Id"))
                .containsExactly("a");
    }

    private RawClient.Answer get(String path, String header) {
        return RawClient.ask(
                port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nConnection: close\r\n\r\n");
    }
}

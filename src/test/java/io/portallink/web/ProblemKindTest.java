package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A refusal is a page on the browser's paths, JSON under {@code /v1}, and elsewhere JSON unless HTML is preferred. */
@BrokerTest
class ProblemKindTest {

    private final int port;

    ProblemKindTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/launch/x | application/json | html",
                "/launch/x/y | */* | html",
                "/launch | */* | html",
                "/refresh/x;y | */* | html",
                "/return/x?\u0080 | application/json | html",
                "/return/x?\u0080 | text/html | html",
                "/launcher/x | */* | json",
                "/nothing | '' | json",
                "/nothing | */* | json",
                "/nothing | nonsense | json",
                "/nothing | application/json, text/html | json",
                "/nothing | text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | html",
                "/nothing | text/html | html",
                "/ | text/* | html",
                "/problems/nope | application/json | json",
                "/favicon.ico | image/avif,image/webp,*/*;q=0.8 | json",
                "/nothing;a=b | text/html | html",
                "/nothing;a=b | */* | json",
                "/nothing?\u0080 | */* | json",
                "/v1/nothing | text/html | json",
                "/v1/portal-links;x | text/html | json",
                "/v1/portal-links?\u0080 | text/html | json",
                "/v1 | text/html | json"
            })
    void refusalWhenAtThisPathThenOfThisKind(String path, String accept, String kind) {
        RawClient.Answer answer = RawClient.ask(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key\r\n"
                        + (accept.isEmpty() ? "" : "Accept: " + accept + "\r\n") + "Connection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(400, 404);
        assertThat(answer.all("Content-Type"))
                .as(answer.text())
                .containsExactly(kind.equals("html") ? "text/html;charset=UTF-8" : "application/problem+json");
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
    }

    /** What the server refuses after it read the headers keeps the caller's id and choice. */
    @ParameterizedTest
    @CsvSource({"text/html, text/html;charset=UTF-8", "*/*, application/problem+json"})
    void refusalWhenTheServerReadTheHeadersThenWithTheCallersIdAndOfItsKind(String accept, String type) {
        RawClient.Answer answer = RawClient.ask(
                port,
                "GET /nothing HTTP/1.1\r\nX-Request-Id: mine\r\nAccept: " + accept
                        + "\r\nHost: a b\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.all("X-Request-Id")).containsExactly("mine");
        assertThat(answer.all("Content-Type")).containsExactly(type);
    }
}

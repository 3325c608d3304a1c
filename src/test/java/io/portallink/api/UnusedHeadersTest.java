package io.portallink.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that the broker does not use, with whatever bytes a CDN, a proxy or a client puts into them, change nothing. */
class UnusedHeadersTest extends LinkKit {

    private static final String ACCOUNT = "/v1/merchants/m_headers/accounts/easypost";
    private static final String IMPORT = "Content-Type: application/x-ndjson";

    static Stream<String> header() {
        return Stream.concat(
                Stream.of(
                        "CF-IPCity: Évry",
                        "X-Forwarded-User: Renée Müßig",
                        "User-Agent: 微信 8.0",
                        "X-Empty:",
                        "If-Modified-Since: yesterday",
                        "If-Unmodified-Since: yesterday",
                        "If-None-Match: W/",
                        "Date: no date",
                        "Range: bytes=9-1",
                        "Origin: https://[",
                        "Referer: ht!tp://[",
                        "Forwarded: for=;;;",
                        "X-Forwarded-For: unknown, _hidden, 999.1.1.1",
                        "X-Forwarded-Port: x",
                        "Upgrade: h2c",
                        "Max-Forwards: x",
                        "X-HTTP-Method-Override: DELETE",
                        "traceparent: 00-zz-zz-zz",
                        "Cookie: a=\"b; c; =; $Version=9"),
                Stream.of(
                                "User-Agent",
                                "Referer",
                                "Origin",
                                "Accept-Language",
                                "Accept-Encoding",
                                "Accept-Charset",
                                "Cookie",
                                "If-None-Match",
                                "If-Match",
                                "If-Modified-Since",
                                "If-Range",
                                "Range",
                                "Forwarded",
                                "X-Forwarded-For",
                                "X-Forwarded-Host",
                                "X-Forwarded-Proto",
                                "Via",
                                "From",
                                "Date",
                                "Sec-CH-UA",
                                "Sec-Fetch-User",
                                "Content-Language",
                                "Content-Disposition",
                                "traceparent",
                                "tracestate",
                                "baggage",
                                "b3",
                                "Priority",
                                "DNT",
                                "X-Request-Id")
                        .map(name -> name + ": é \u0085 \u009c 中"));
    }

    @ParameterizedTest
    @MethodSource("header")
    void callWhenAnUnusedHeaderIsOddThenAnsweredAsWithoutIt(String header) {
        assertThat(call("POST", Calls.LINKS, Calls.body(), header).status()).isEqualTo(201);
        assertThat(call("PUT", ACCOUNT, "{\"account\": \"user_1\"}", header).status())
                .isIn(200, 201);
        assertThat(call("GET", ACCOUNT, "", header).status()).isEqualTo(200);
        assertThat(call("GET", "/v1/merchants?limit=1", "", header).status()).isEqualTo(200);
        assertThat(call("GET", "/openapi.yaml", "", header).status()).isIn(200, 206);
        assertThat(call("GET", "/v1/nothing", "", header).body()).contains("\"code\":\"not-found\"");
        assertThat(call("GET", "/nothing", "", header).status()).isEqualTo(404);
        assertThat(call("GET", "/problems/forbidden", "", header).status()).isEqualTo(200);
        assertThat(imported(header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("header")
    void launchWhenAnUnusedHeaderIsOddThenRedeemed(String header) {
        String path = Http.path(created("m_headers").path("url").stringValue());
        RawClient.Answer answer = ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nSec-Fetch-Mode: navigate\r\n"
                + "Sec-Fetch-Dest: document\r\nSec-Fetch-Site: cross-site\r\n" + header + "\r\n");

        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    }

    /** None of these is about a body that is not there or not read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: */*",
                "Content-Type: é",
                "Content-Type: nonsense",
                "Content-Type:",
                "Content-Type: text/plain; charset=nonsense",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data",
                "Content-Encoding: gzip",
                "Idempotency-Key: é",
                "Accept: é",
                "Accept: */*;q=foo"
            })
    void callWithoutABodyWhenAHeaderAboutOneIsOddThenAnsweredAsWithoutIt(String header) {
        assertThat(call("GET", "/v1/platforms", "", header).status()).isEqualTo(200);
        assertThat(call("GET", "/v1/nothing", "", header).status()).isEqualTo(404);
        assertThat(call("GET", "/nothing", "", header).status()).isEqualTo(404);
        assertThat(call("GET", "/openapi.yaml", "", header).status()).isEqualTo(200);
        assertThat(call("DELETE", "/v1/merchants/m_none/accounts/easypost", "", header)
                        .body())
                .contains("\"code\":\"merchant-not-found\"");
        assertThat(call("POST", Calls.LINKS + "/" + issue("m_headers") + "/revoke", "", header)
                        .status())
                .isEqualTo(200);
    }

    /** Those that it uses are refused by name. */
    @ParameterizedTest
    @ValueSource(strings = {"k\u0085", "k\u009c", "é", "中"})
    void openWhenTheIdempotencyKeyIsOddThenItIsNamed(String key) {
        assertThat(call("POST", Calls.LINKS, Calls.body(), "Idempotency-Key: " + key)
                        .body())
                .contains("\"field\":\"Idempotency-Key\"");
    }

    private RawClient.Answer imported(String header) {
        String line = Imports.line("m_headers", "user_1");
        return RawClient.ask(
                port,
                "POST " + Imports.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key\r\n" + IMPORT + "\r\n"
                        + latin(header) + "\r\nContent-Length: " + line.length() + "\r\nConnection: close\r\n\r\n"
                        + line);
    }

    private RawClient.Answer call(String method, String path, String body, String header) {
        RawClient.Answer answer = RawCalls.send(port, method, path, List.of(latin(header)), body);
        assertThat(answer.text()).doesNotContain("\"code\":\"internal-error\"");
        return answer;
    }

    private RawClient.Answer ask(String head) {
        return RawClient.ask(port, latin(head) + "Connection: close\r\n\r\n");
    }

    /** As the bytes of UTF-8, which is what clients that don't think about it send. */
    private static String latin(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}

package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import io.portallink.testkit.StubPlatforms;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies are UTF-8 and nothing else: what one reader takes for JSON and another for noise is refused. */
@BrokerTest
class BodyEncodingTest {

    private final int port;

    BodyEncodingTest(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void goodAnswers() {
        StubPlatforms.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "x-UTF-16LE-BOM"})
    void openWhenEncodingIsAnotherThenRefusedDeclaredOrNot(String charset) {
        byte[] body = body().getBytes(Charset.forName(charset));

        assertThat(post("application/json", body).status()).isEqualTo(400);
        assertThat(post("application/json; charset=utf-8", body).status()).isEqualTo(400);
        assertThat(post("application/json; charset=" + charset, body).status()).isEqualTo(415);
    }

    /** In a value and in a name; in ISO 8859-1, since it is bytes that are meant. */
    @ParameterizedTest(name = "{index}")
    @MethodSource
    void openWhenBytesAreNotUtf8ThenInvalidRequest(String bytes) {
        assertRefused(body("state", "\"a" + bytes + "b\""));
        assertRefused(body("page", "\"onboarding\"", "prefill", "{\"a" + bytes + "b\": 1}"));
        assertRefused(body("page", "\"onboarding\"", "prefill", "{\"a\": [\"" + bytes + "\"]}"));
        assertRefused(bytes + body());
    }

    static Stream<String> openWhenBytesAreNotUtf8ThenInvalidRequest() {
        return Stream.of(
                "\u0000",
                "\u0080",
                "\u00ff",
                "\u00fe",
                "\u00c0\u00af", // an overlong slash
                "\u00c0\u00a2", // an overlong quotation mark
                "\u00c1\u0081",
                "\u00e0\u0080\u00af",
                "\u00f0\u0080\u0080\u00af",
                "\u00c0\u0080", // Java's own NUL
                "\u00ed\u00a0\u0080", // a lone surrogate
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080", // a pair of them, CESU-8
                "\u00f4\u0090\u0080\u0080", // past the last code point
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u00e2\u0082",
                "\u00fc"); // u with dots, in ISO 8859-1
    }

    @Test
    void openWhenBodyIsUtf8ThenCreatedWithOrWithoutByteOrderMark() {
        byte[] body = body("state", "\"\u00e4\u4e2d\ud83d\ude00\u0080\"").getBytes(StandardCharsets.UTF_8);
        assertThat(post("application/json", body).status()).isEqualTo(201);
        byte[] marked = ("\ufeff" + body()).getBytes(StandardCharsets.UTF_8);
        assertThat(post("application/json", marked).status()).isEqualTo(201);
    }

    private void assertRefused(String body) {
        RawClient.Answer answer = post("application/json", body.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid-request\"");
    }

    private RawClient.Answer post(String type, byte[] body) {
        return RawClient.ask(
                port,
                "POST /v1/portal-links HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n"
                        + new String(body, StandardCharsets.ISO_8859_1));
    }
}

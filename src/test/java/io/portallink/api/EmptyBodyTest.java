package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.RawClient;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether there is a body is told by its bytes, not by the headers that go with one. */
class EmptyBodyTest extends LinkKit {

    private static final String[] TYPES = {
        "application/json",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/plain; charset=iso-8859-1",
        "application/octet-stream",
        "application/json; charset=utf-16",
        "text/plain; charset=nonsense",
        "*/*",
        "nonsense",
        "",
        "\u00e9"
    };
    private static final String[] EMPTY = {
        "\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    };

    static Stream<Arguments> empty() {
        return Stream.of(TYPES)
                .flatMap(type -> Stream.of(EMPTY).map(end -> Arguments.of("Content-Type: " + type, end)));
    }

    @ParameterizedTest
    @MethodSource("empty")
    void revokeWhenThereAreNoBytesThenRevokedWhateverTheirType(String type, String end) {
        RawClient.Answer answer = send("POST", Calls.LINKS + "/" + issue("m_empty") + "/revoke", type, end);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"revoked\"");
    }

    @ParameterizedTest
    @MethodSource("empty")
    void openWhenThereAreNoBytesThenTheBodyIsMissing(String type, String end) {
        RawClient.Answer answer = send("POST", Calls.LINKS, type, end);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"body\"");
    }

    /** What such a call is sent beside its path is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data", "*/*", "application/json"})
    void callThatTakesNoBodyWhenItBringsOneThenAnsweredAsWithoutIt(String type) {
        String body = "\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=b";

        assertThat(send("GET", Calls.LINKS + "?limit=1", "Content-Type: " + type, body)
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", "/v1/merchants/m_none/accounts/easypost", "Content-Type: " + type, body)
                        .body())
                .contains("merchant-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\r\n"})
    void revokeWhenTheBodyIsWhiteSpaceThenItIsNoJson(String space) {
        String path = Calls.LINKS + "/" + issue("m_empty") + "/revoke";
        String body = "\r\nContent-Length: " + space.length() + "\r\n\r\n" + space;

        assertThat(send("POST", path, "Content-Type: application/json", body).status())
                .isEqualTo(400);
        assertThat(send("POST", path, "Content-Type: text/plain", body).status())
                .isEqualTo(415);
    }

    private RawClient.Answer send(String method, String path, String header, String end) {
        return RawClient.ask(
                port,
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Calls.KEY
                        + "\r\nConnection: close\r\n" + header + end);
    }
}

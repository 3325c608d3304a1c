package io.portallink.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nginx itself answers with: while all brokers are down, and to what it can't parse. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadBalancerIT {

    private static final String END = "Host: localhost\r\nConnection: close\r\n\r\n";
    private static final String TOO_LONG = "a".repeat(20_000);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Robots-Tag", "noindex",
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");

    private final LoadBalancer nginx;

    /** No broker listens on its port. */
    LoadBalancerIT(@TempDir Path folder) {
        nginx = new LoadBalancer(folder, List.of(Ports.lastingPort()));
    }

    @AfterAll
    void stop() {
        nginx.close();
    }

    /** The client checks the page's HTML itself. */
    @ParameterizedTest
    @MethodSource("refused")
    void answerWhenNginxRefusesAMerchantThenIsAPageWithTheHeadersOfTheContract(int status, String request)
            throws IOException {
        RawClient.Answer answer = RawClient.ask(nginx.port(), request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("try again", "go back to the page you came from");
        HEADERS.forEach((name, value) -> assertThat(answer.all(name)).containsExactly(value));
        assertThat(nginx.log()).doesNotContain("secret-ticket");
    }

    /** Callers tell it from the broker's by its type. */
    @Test
    void answerWhenNoBrokerIsUpForAnyOtherPathThenIsNginxsOwn() {
        HttpResponse<String> answer = Http.unchecked(nginx.port()).get("/openapi.yaml", Map.of());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("<h1>502 Bad Gateway</h1>");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(502, "GET /launch/secret-ticket HTTP/1.1\r\n" + END),
                Arguments.of(502, "POST /launch/secret-ticket HTTP/1.1\r\nContent-Length: 0\r\n" + END),
                Arguments.of(502, "GET /refresh/secret-ticket HTTP/1.1\r\n" + END),
                Arguments.of(502, "GET /return/secret-ticket?a=b HTTP/1.1\r\n" + END),
                Arguments.of(400, "GET /launch/secret-ticket?\u0001 HTTP/1.1\r\n" + END),
                Arguments.of(400, "GET /launch/secret-ticket HTTP/1.1\r\nHost: a b/\r\nConnection: close\r\n\r\n"),
                Arguments.of(400, "GET /launch/secret-ticket HTTP/1.1\r\nCookie: " + TOO_LONG + "\r\n" + END),
                Arguments.of(414, "GET /launch/secret-ticket?" + TOO_LONG + " HTTP/1.1\r\n" + END),
                Arguments.of(405, "TRACE /launch/secret-ticket HTTP/1.1\r\n" + END));
    }
}

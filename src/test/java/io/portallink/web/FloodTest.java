package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import io.portallink.testkit.RawClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More of anything than anybody needs is refused at a fixed price, and a good request is answered meanwhile. */
@BrokerTest
class FloodTest {

    private static final int SILENT = 200;
    private static final String OPEN = String.join(
            "\r\n",
            "POST /v1/portal-links HTTP/1.1",
            "Host: x",
            "Authorization: Bearer acme-key",
            "Content-Type: application/json",
            "");
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private final int port;

    FloodTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/platforms, application/problem+json",
        "GET /launch/x, text/html;charset=UTF-8",
        "GET /nothing, application/problem+json"
    })
    void requestWhenHeadersAreAFloodThenRefusedAsAProblem(String target, String type) {
        assertRefused(type, head(target, "X-A: " + "a".repeat(100_000)));
        assertRefused(type, head(target, "X-A: a\r\n".repeat(10_000) + "X-B: b"));
        assertRefused(type, head(target, "X-A: a\r\n".repeat(200) + "X-B: b"));
        assertRefused(type, head(target, "Cookie: " + "a=b; ".repeat(20_000) + "a=b"));
        assertRefused(type, head(target + "?" + "a=b&".repeat(20_000), "X-A: a"));
        assertRefused(type, head(target + "/" + "a".repeat(100_000), "X-A: a"));
    }

    /** What just fits is parsed, and costs nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/merchants", "/v1/platforms", "/launch/x", "/return/x", "/problems/forbidden"})
    void requestWhenParametersOrCookiesAreThousandsThenNoServerError(String path) {
        for (String request : List.of(
                head("GET " + path + "?" + "a&".repeat(3_500), "Authorization: Bearer acme-key"),
                head("GET " + path + "?limit=" + "%31".repeat(2_000), "Authorization: Bearer acme-key"),
                head("GET " + path + "?cursor=%ff%fe%00&cursor=b&limit=%", "Authorization: Bearer acme-key"),
                head("GET " + path, "Cookie: " + "a=b;".repeat(1_700) + "\r\nAuthorization: Bearer acme-key"))) {
            assertThat(RawClient.ask(port, request).status()).isBetween(200, 499);
        }
    }

    @Test
    void openWhenChunkedBodyNeverEndsThenPayloadTooLargeAndHungUp() throws IOException {
        byte[] chunk = ("1000\r\n" + " ".repeat(4096) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        int sent = 0;
        try (Socket socket = RawClient.connect(port)) {
            OutputStream out = socket.getOutputStream();
            out.write((OPEN + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = new byte[12];
            while (socket.getInputStream().available() == 0 && sent < 4096) {
                out.write(chunk);
                sent++;
            }
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 413");
            assertThat(writable(out, chunk, 4096))
                    .as("still read after the answer")
                    .isFalse();
        }
        assertPrompt();
    }

    @Test
    void requestWhenHundredsOfConnectionsSayNothingThenOthersAreAnsweredPromptly() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                Socket socket = RawClient.connect(port);
                silent.add(socket);
                if (i % 2 == 1) { // or begin, and go no further
                    socket.getOutputStream()
                            .write((OPEN + "Content-Length: 20\r\n\r\n{").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            assertPrompt();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
        assertPrompt();
    }

    private static boolean writable(OutputStream out, byte[] chunk, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                out.write(chunk);
            }
            return true;
        } catch (SocketException ignored) {
            return false;
        }
    }

    private void assertPrompt() {
        long start = System.nanoTime();
        assertThat(new Http(port).api("GET", "/v1/merchants", "acme-key", "").statusCode())
                .isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    private void assertRefused(String type, String request) {
        RawClient.Answer answer = RawClient.ask(port, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.all("Content-Type")).containsExactly(type);
    }

    private static String head(String target, String headers) {
        return target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nConnection: close\r\n\r\n";
    }
}

package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that keeps the broker waiting is waited for some seconds, however little at a time it sends. */
@BrokerTest
@Timeout(60)
class SlowClientTest {

    private static final Duration SILENCE = Duration.ofSeconds(18);
    private static final Duration BODY = Duration.ofSeconds(25);
    private static final String HEAD =
            "POST /v1/portal-links HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String KEY = "Authorization: Bearer acme-key\r\n";

    private final int port;

    SlowClientTest(@LocalServerPort int port) {
        this.port = port;
    }

    /** All at once, since each takes as long as the broker waits. */
    @Test
    void clientsWhenSlowThenNoneIsWaitedForLong() throws Exception {
        List<Callable<Duration>> slow = List.of(
                () -> silent(""),
                () -> silent("GET /launch/x HTTP/1.1\r\nHost: "),
                () -> silent(HEAD + KEY + "Content-Length: 20\r\n\r\n{"),
                () -> silent(HEAD + KEY + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"),
                () -> silent(HEAD + "Content-Length: 20\r\n\r\n{"),
                () -> dribbling(HEAD + KEY + "Content-Length: 20000\r\n\r\n{", " "),
                () -> dribbling(HEAD + KEY + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        try (ExecutorService clients = Executors.newFixedThreadPool(slow.size())) {
            for (Future<Duration> waited : clients.invokeAll(slow)) {
                assertThat(waited.get()).isLessThan(BODY);
            }
        }
    }

    /** Until the broker answers or hangs up. */
    private Duration silent(String said) throws IOException {
        try (Socket socket = RawClient.connect(port)) {
            say(socket, said);
            Duration waited = answered(socket);
            assertThat(waited).as(said).isLessThan(SILENCE);
            return waited;
        }
    }

    private Duration dribbling(String head, String drop) throws Exception {
        try (Socket socket = RawClient.connect(port)) {
            say(socket, head);
            Thread client = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 60; i++) {
                        Thread.sleep(500);
                        say(socket, drop);
                    }
                } catch (IOException | InterruptedException ignored) {
                    Thread.currentThread().interrupt(); // hung up on: what is hoped for
                }
            });
            Duration waited = answered(socket);
            client.interrupt();
            return waited;
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Duration answered(Socket socket) throws IOException {
        long start = System.nanoTime();
        byte[] answer = new byte[12];
        int length = socket.getInputStream().readNBytes(answer, 0, answer.length);
        assertThat(new String(answer, 0, length, StandardCharsets.ISO_8859_1)).isIn("", "HTTP/1.1 400", "HTTP/1.1 401");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

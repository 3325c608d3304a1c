package io.portallink.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left on a connection is nobody's answer. */
class TidyConnectionTest {

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final UpstreamClient client = UpstreamKit.client(4, 0);
    private final CountDownLatch readToTheEnd = new CountDownLatch(1);
    private final CountDownLatch strayWritten = new CountDownLatch(1);
    private volatile String stray = "";
    private volatile boolean late;

    TidyConnectionTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void callWhenAnswersWereWholeThenTheConnectionIsKept() {
        assertThat(call()).isEqualTo("answer 1");
        assertThat(call()).isEqualTo("answer 2");
        assertThat(connections).hasValue(1);
    }

    @Test
    void callWhenAnAnswerTooManyCameWithTheLastThenItIsNobodys() {
        stray = answer("stray");

        assertThat(call()).isEqualTo("answer 1");
        assertThat(call()).isEqualTo("answer 2");
        assertThat(connections).hasValue(2);
    }

    @Test
    void callWhenAnAnswerTooManyCameAfterTheLastThenItIsNobodys() throws Exception {
        stray = answer("stray");
        late = true;

        assertThat(call()).isEqualTo("answer 1");
        readToTheEnd.countDown();
        assertThat(strayWritten.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(call()).isEqualTo("answer 2");
        assertThat(connections).hasValue(2);
    }

    private String call() {
        String url = "http://127.0.0.1:" + server.getLocalPort();
        return client.call(
                UpstreamKit.call(url, "key", Duration.ofSeconds(5)),
                reply -> reply.json().stringValue());
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + (body.length() + 2) + "\r\n\r\n\"" + body + '"';
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException ignored) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    reply(connection);
                }
            }
        } catch (IOException ignored) {
            connections.get(); // the client gave up
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private void reply(Socket connection) throws IOException, InterruptedException {
        String answer = answer("answer " + requests.incrementAndGet());
        if (late) {
            say(connection, answer);
            readToTheEnd.await();
            say(connection, stray);
            strayWritten.countDown();
        } else {
            say(connection, answer + stray);
        }
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

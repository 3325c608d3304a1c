package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.portallink.portal.Problem;
import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** A client that goes away, whatever it was told or telling just then, is no bug: no trace, no warning. */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class DisconnectTest {

    private static final String KEY = "Host: x\r\nAuthorization: Bearer acme-key\r\n";

    private static final String ACCOUNT = "{\"account\": \"user_1\"}";

    private final int port;
    private final MeterRegistry meters;

    DisconnectTest(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
    }

    /** Many requests in one connection, so that their answers can't all wait in buffers. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/openapi.yaml", "/problems/forbidden", "/v1/merchants?limit=100", "/v1/nothing", "/launch/x"})
    void answerWhenTheClientIsGoneThenNothingIsLogged(String path, CapturedOutput output) throws IOException {
        for (int i = 0; i < 50; i++) {
            new Http(port).api("PUT", "/v1/merchants/m_gone_" + i + "/accounts/easypost", "acme-key", ACCOUNT);
        }
        for (int i = 0; i < 20; i++) {
            try (Socket socket = impatient()) {
                String request = "GET " + path + " HTTP/1.1\r\n" + KEY + "\r\n";
                write(socket, request.repeat(40));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            } // closed with answers unread: reset
        }
        assertNoTrace(output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/portal-links HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n",
                "POST /v1/portal-links HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                "POST /v1/merchants/import HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 900\r\n",
                "POST /v1/merchants/import HTTP/1.1\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n",
                "POST /launch/x HTTP/1.1\r\nContent-Length: 900\r\n"
            })
    void bodyWhenTheClientBreaksOffThenNothingIsLogged(String head, CapturedOutput output) throws IOException {
        for (int i = 0; i < 5; i++) {
            try (Socket socket = impatient()) {
                write(socket, head + KEY + "\r\n9\r\n{\"mercha");
            }
        }
        assertNoTrace(output);
    }

    @Test
    void exceptionWhenItIsOfTheConnectionThenNotWrittenAndNotLogged(CapturedOutput output) {
        Exception gone = new HttpMessageNotWritableException(
                "x", new IllegalStateException(new ClientAbortException(new IOException("Broken pipe"))));

        MockHttpServletResponse response = WebKit.answer(JsonMapper.shared(), gone);

        assertThat(response.getContentAsByteArray()).isEmpty();
        assertNoTrace(output);
    }

    /** The same words from elsewhere are a bug like any other. */
    @Test
    void exceptionWhenItOnlySoundsLikeADisconnectThenABugWithItsTrace(CapturedOutput output) {
        Exception bug = new IllegalStateException(new IOException("Connection reset by peer"));

        MockHttpServletResponse response = WebKit.answer(JsonMapper.shared(), bug);

        assertThat(response.getStatus()).isEqualTo(Problem.INTERNAL_ERROR.status());
        assertThat(output.getAll()).contains("a request ended in a bug", "DisconnectTest");
    }

    /** Once the broker has come to the end of what the test left behind. */
    private void assertNoTrace(CapturedOutput output) {
        await().untilAsserted(() -> assertThat(meters.get("executor.active")
                        .tag("name", "requests")
                        .gauge()
                        .value())
                .isZero());
        assertThat(output.getAll()).doesNotContain("\"level\":\"ERROR\"", "stack_trace", "ended in a bug");
    }

    private Socket impatient() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoLinger(true, 0);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}

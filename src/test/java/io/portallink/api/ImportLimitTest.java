package io.portallink.api;

import static io.portallink.api.Imports.CSV;
import static io.portallink.api.Imports.NDJSON;
import static io.portallink.api.Imports.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an import may be sent as, how large it may be, and which problem comes first. */
@BrokerTest
class ImportLimitTest {

    private static final long LIMIT = 64L * 1024 * 1024;

    private final int port;
    private final Calls calls;
    private final Imports imports;

    ImportLimitTest(@LocalServerPort int port) {
        this.port = port;
        calls = new Calls(port);
        imports = new Imports(port);
    }

    @Test
    void importWhenBodyIsAtTheLimitThenRead() {
        HttpResponse<String> answer = imports.chunked(NDJSON, () -> body("limit_1", LIMIT));

        assertThat(Imports.refused(answer, 1)).containsExactly(new Imports.Refused(2, "line: is longer than 32 KiB"));
    }

    @Test
    void importWhenBodyIsPastTheLimitThenPayloadTooLargeAndWhatWasReadIsKept() {
        HttpResponse<String> answer = imports.chunked(NDJSON, () -> body("limit_2", LIMIT + 1));

        Calls.assertProblem(answer, 413, "payload-too-large");
        assertThat(calls.call("GET", "/v1/merchants/limit_2", "").statusCode()).isEqualTo(200);
    }

    @Test
    void importWhenTooMuchIsAnnouncedThenRefusedBeforeAnyOfItCame() throws IOException {
        assertThat(announced(NDJSON, LIMIT + 1)).contains(" 413 ").contains("payload-too-large");
        assertThat(announced("text/plain", LIMIT + 1)).contains(" 415 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "text/plain",
                "text/*",
                "*/*",
                "csv",
                "application/ndjson",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/csv; charset=ISO-8859-1",
                "text/csv; charset=nonsense",
                "application/x-ndjson; charset=utf-16"
            })
    void importWhenTypeIsAnotherThenUnsupportedMediaType(String type) {
        Calls.assertProblem(imports.send(type, line("type_1", "x")), 415, "unsupported-media-type");
        Calls.assertProblem(calls.call("GET", "/v1/merchants/type_1", ""), 404, "merchant-not-found");
    }

    @Test
    void importWhenHeaderIsWrongThenBadRequestAndNothingIsStored() {
        HttpResponse<String> answer = imports.send(CSV, "merchant_id,platform,acount\nhead_1,easypost,x\n");

        assertThat(Calls.wrongFields(answer)).containsExactly("column 3", "account");
        assertThat(Calls.wrongFields(imports.send(CSV, ""))).containsExactly("merchant_id", "platform", "account");
        Calls.assertProblem(calls.call("GET", "/v1/merchants/head_1", ""), 404, "merchant-not-found");
    }

    @ParameterizedTest
    @CsvSource({"wrong, 401, unauthorized", "acme-links-key, 403, forbidden"})
    void importWhenKeyMayNotThenThatBeforeTheType(String key, int status, String code) {
        Calls.assertProblem(imports.send(key, "text/plain", BodyPublishers.ofString("x")), status, code);
    }

    @Test
    void importWhenMethodIsAnotherThenNotAllowed() {
        Calls.assertProblem(
                calls.send(Calls.KEY, "PUT", Imports.PATH, Map.of("Content-Type", "x/y"), "x"),
                405,
                "method-not-allowed");
    }

    /** A merchant may be called so. */
    @Test
    void getWhenPathIsTheImportsThenTheMerchantOfThatName() {
        Calls.assertProblem(calls.call("GET", Imports.PATH, ""), 404, "merchant-not-found");
    }

    @Test
    void importWhenCallerBreaksOffThenWholeLinesAreKeptAndThePartOfOneIsNot() throws Exception {
        try (Socket socket = RawClient.connect(port)) {
            String start = line("off_1", "x") + line("off_2", "x").strip();
            write(socket, head(NDJSON, 10_000) + start);
            socket.shutdownOutput();
            RawClient.Answer answer = RawClient.read(socket);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            answer.checkAgainst(head(NDJSON, 10_000));
        }
        assertThat(calls.call("GET", "/v1/merchants/off_1", "").statusCode()).isEqualTo(200);
        Calls.assertProblem(calls.call("GET", "/v1/merchants/off_2", ""), 404, "merchant-not-found");
    }

    /** One good line, and one that takes the rest. */
    private static InputStream body(String merchant, long size) {
        byte[] line = line(merchant, "x").getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(new ByteArrayInputStream(line), new Endless(size - line.length));
    }

    private String announced(String type, long length) throws IOException {
        try (Socket socket = RawClient.connect(port)) {
            socket.setSoTimeout(5000);
            write(socket, head(type, length));
            byte[] some = new byte[4096];
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("}")) { // the connection stays open: bytes may still come
                int read = socket.getInputStream().read(some);
                assertThat(read).as(answer.toString()).isPositive();
                answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
            new RawClient.Answer(answer.toString()).checkAgainst(head(type, length));
            return answer.toString();
        }
    }

    private static String head(String type, long length) {
        return "POST " + Imports.PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Calls.KEY
                + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** So many x, made as they are read. */
    private static final class Endless extends InputStream {

        private long left;

        Endless(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + some, (byte) 'x');
            left -= some;
            return some;
        }
    }
}

package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.RawClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A refusal of what was sent says why, to the caller and, in one line without any of its values, to the log. */
@BrokerTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS) // other tests' floods may have used up its lines
@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;

    RefusalLogTest(@LocalServerPort int port) {
        this.port = port;
    }

    static Stream<Arguments> refused() {
        String links = "POST /v1/portal-links HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer acme-key\r\n";
        String json = "Content-Type: application/json\r\n";
        return Stream.of(
                Arguments.of(
                        links + json + "Idempotency-Key: s3cr3t\u0085\r\nContent-Length: 2\r\n\r\n{}",
                        400,
                        List.of("Idempotency-Key", "merchant_id")),
                Arguments.of(links + json + "Content-Length: 16\r\n\r\n{\"mode\":\"s3cr3t\"", 400, List.of("body")),
                Arguments.of(links.replace("-links", "-links?dry_run=s3cr3t") + "\r\n", 400, List.of("dry_run")),
                Arguments.of(links.replace("-links", "-links;s3cr3t") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links%2fs3cr3t") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links?s3cr3t=\u0080") + "\r\n", 400, List.of("query")),
                Arguments.of(links.replace("-links", "-links/s3cr3t%zz") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links/s3cr3t%00") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links/s3cr3t\\") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links/s3cr3t|") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("-links", "-links/s3cr3t%5c") + "\r\n", 400, List.of("path")),
                Arguments.of(links.replace("/v1/", "/v1/s3cr3t/../../../v1/") + "\r\n", 400, List.of("path")),
                Arguments.of(links + "s3cr3t: \u0001\r\n\r\n", 400, List.of("headers")),
                Arguments.of(links.replace("Host: x", "Host: s3cr3t\u0080") + "\r\n", 400, List.of("headers")),
                Arguments.of(links + "Content-Type: s3cr3t\r\nContent-Length: 2\r\n\r\n{}", 415, List.of()),
                Arguments.of(links + "Accept: s3cr3t\r\n\r\n", 406, List.of()),
                Arguments.of(links.replace("POST", "PATCH") + "\r\n", 405, List.of()),
                Arguments.of("GET /launch/x?s3cr3t\u0080 HTTP/1.1\r\nHost: x\r\n\r\n", 400, List.of("query")),
                Arguments.of("GET /launch/x;s3cr3t HTTP/1.1\r\nHost: x\r\n\r\n", 400, List.of("path")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusalWhenOfWhatWasSentThenLoggedOnceWithItsReason(
            String request, int status, List<String> fields, CapturedOutput output) {
        RawClient.Answer answer =
                RawClient.ask(port, request.replaceFirst("\r\nHost", "\r\nConnection: close\r\nHost"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (!request.startsWith("GET /launch")) {
            fields.forEach(field -> assertThat(answer.text()).contains("\"field\":\"" + field + "\""));
        }
        String id = answer.all("X-Request-Id").getFirst();
        List<JsonNode> lines = output.getOut()
                .lines()
                .filter(line -> line.contains(id))
                .map(JSON::readTree)
                .toList();
        assertThat(lines).as(output.getAll()).singleElement().satisfies(line -> {
            assertThat(line.path("event").asString()).isEqualTo("request_refused");
            assertThat(line.path("request_id").asString()).isEqualTo(id);
            assertThat(line.path("detail").asString()).isNotBlank();
            assertThat(line.path("log").path("level").asString()).isEqualTo("INFO");
        });
        assertThat(output.getAll()).doesNotContain("s3cr3t");
        assertThat(answer.text()).doesNotContain("s3cr3t");
    }
}

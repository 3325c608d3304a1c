package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code GET /openapi.yaml}. What it says is compared with the code elsewhere. */
@BrokerTest
class DescriptionTest {

    @LocalServerPort
    private int port;

    @Test
    void documentWhenAskedForWithoutAKeyThenServedAsItIs() throws IOException {
        HttpResponse<String> answer = new Http(port).get(DescriptionController.PATH, Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=300, public");
        try (InputStream in = getClass().getResourceAsStream("/openapi.yaml")) {
            assertThat(in).isNotNull();
            assertThat(answer.body()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(answer.body()).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void documentWhenKnownAlreadyThenNotSentAgain() {
        Http http = new Http(port);
        String etag = http.get(DescriptionController.PATH, Map.of())
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        HttpResponse<String> again = http.get(DescriptionController.PATH, Map.of("If-None-Match", etag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }
}

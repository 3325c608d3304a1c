package io.portallink.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every answer has a request id: the caller's own, if it sent a sane one. */
@BrokerTest
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";

    private final Http http;

    RequestIdTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/platforms",
                "/v1/nothing",
                "/v1",
                "/launch/x",
                "/return/x",
                "/refresh/x",
                "/nothing",
                "/%2e%2e/x",
                "/v1//platforms",
                "/a;b=c",
                "/problems/forbidden",
                "/error"
            })
    void answerWhenNoneWasSentThenHasOneOfOurs(String path) {
        HttpResponse<String> answer = http.get(path, Map.of());
        assertThat(answer.headers().allValues(HEADER)).hasSize(1);
        assertThat(answer.headers().firstValue(HEADER).orElse("")).matches("req_[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "req-1.2_X", "0af7651916cd43dd8448eb211c80319c"})
    void answerWhenSaneOneWasSentThenItIsEchoed(String id) {
        HttpResponse<String> answer = http.get("/v1/platforms", Map.of(HEADER, id));
        assertThat(answer.headers().allValues(HEADER)).containsExactly(id);
        assertThat(Http.json(answer).path("request_id").asString()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "<script>", "a\"b", "a{b}", "%0d%0aX: y", "${jndi:ldap://x}"})
    void answerWhenInsaneOneWasSentThenItIsReplaced(String id) {
        HttpResponse<String> answer = http.get("/v1/platforms", Map.of(HEADER, id));
        assertThat(answer.headers().firstValue(HEADER).orElse("")).startsWith("req_");
        assertThat(answer.body()).doesNotContain(id.isBlank() ? "\"request_id\":\"\"" : id);
    }

    @Test
    void answerWhenOneIsTooLongThenItIsReplaced() {
        assertThat(sent("a".repeat(128))).isEqualTo("a".repeat(128));
        assertThat(sent("a".repeat(129))).startsWith("req_");
    }

    @Test
    void answersWhenSeveralThenEachHasAnother() {
        assertThat(http.get("/nothing", Map.of()).headers().firstValue(HEADER))
                .isNotEqualTo(http.get("/nothing", Map.of()).headers().firstValue(HEADER));
    }

    private String sent(String id) {
        return http.get("/v1/platforms", Map.of(HEADER, id))
                .headers()
                .firstValue(HEADER)
                .orElse("");
    }
}

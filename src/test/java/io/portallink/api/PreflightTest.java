package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.BrokerTest;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A browser that asks whether a page of another origin may call gets no leave, and an answer of ours. */
@BrokerTest
class PreflightTest {

    private static final Map<String, String> CALLER =
            Map.of("Authorization", "Bearer " + Calls.KEY, "X-Request-Id", "req_preflight");
    /** These differ from answer to answer. */
    private static final Set<String> PASSING = Set.of("date", "connection", "keep-alive");

    private final Http http;

    PreflightTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/portal-links",
                "/v1/portal-links/plk_00000000000000000000000000000000",
                "/v1/merchants/m_1/accounts/easypost",
                "/v1/merchants/m_1/accounts/nope",
                "/v1/nothing",
                "/v1/portal-links;a=b",
                "/openapi.yaml",
                "/problems/forbidden",
                "/launch/nope",
                "/nothing",
                "/nothing;a=b"
            })
    void optionsWhenAPageAsksToCallThenAnsweredAsWithoutIt(String path) {
        HttpResponse<String> plain = http.send("OPTIONS", path, CALLER, "");

        for (String origin : List.of("https://dashboard.example", "null", "https://[")) {
            HttpResponse<String> asked = http.send("OPTIONS", path, preflight(CALLER, origin), "");

            assertThat(asked.statusCode()).as(origin).isEqualTo(plain.statusCode());
            assertThat(headers(asked)).as(origin).isEqualTo(headers(plain));
            assertThat(asked.body()).as(origin).isEqualTo(plain.body());
            assertThat(headers(asked).keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    /** As every preflight: a browser sends none of the call's own headers with it. */
    @Test
    void optionsWhenAPageAsksToCallWithoutAKeyThenUnauthorized() {
        Calls.assertProblem(
                http.send("OPTIONS", Calls.LINKS, preflight(Map.of(), "https://dashboard.example"), ""),
                401,
                "unauthorized");
    }

    private static Map<String, String> preflight(Map<String, String> headers, String origin) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Origin", origin);
        all.put("Access-Control-Request-Method", "POST");
        all.put("Access-Control-Request-Headers", "authorization, content-type");
        return all;
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(PASSING);
        return headers;
    }
}

package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is sent as it is and as JSON: any content coding, and any other type, is a 415 that says what is wanted. */
class ContentEncodingTest extends LinkKit {

    private static final String ACCOUNT = "/v1/merchants/m_coding/accounts/easypost";

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "br", "zstd", "deflate", "identity, gzip", "aws-chunked", "é?"})
    void callWhenTheBodyIsCodedThenUnsupportedMediaTypeThatSaysSo(String coding) {
        String revoke = Calls.LINKS + "/" + issue("m_coding") + "/revoke";

        assertRefused(coding, call("POST", Calls.LINKS, "application/json", coding, Calls.body()));
        assertRefused(coding, call("PUT", ACCOUNT, "application/json", coding, "{\"account\": \"a\"}"));
        assertRefused(coding, call("POST", revoke, "application/json", coding, "{}"));
        assertRefused(coding, call("POST", Imports.PATH, Imports.NDJSON, coding, Imports.line("m_coding", "user_1")));
        assertRefused(coding, call("POST", Imports.PATH, Imports.CSV, coding, "x"));
        Calls.assertProblem(calls().call("GET", "/v1/merchants/m_coding", ""), 404, "merchant-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", "utf-8", "none"})
    void callWhenTheCodingIsNoneThenTaken(String coding) {
        assertThat(call("POST", Calls.LINKS, "application/json", coding, Calls.body())
                        .statusCode())
                .isEqualTo(201);
        assertThat(call("POST", Imports.PATH, Imports.NDJSON, coding, Imports.line("m_uncoded", "user_1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void openWhenTheBodyIsAFormThenToldThatJsonIsWanted() {
        for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            HttpResponse<String> answer = call("POST", Calls.LINKS, type, "identity", "merchant_id=m_1");

            assertThat(Calls.assertProblem(answer, 415, "unsupported-media-type")
                            .path("detail")
                            .asString())
                    .contains("application/json");
        }
    }

    private static void assertRefused(String coding, HttpResponse<String> answer) {
        assertThat(Calls.assertProblem(answer, 415, "unsupported-media-type")
                        .path("detail")
                        .asString())
                .as(coding)
                .contains("Content-Encoding");
    }

    private HttpResponse<String> call(String method, String path, String type, String coding, String body) {
        return new Http(port)
                .send(
                        method,
                        path,
                        Map.of(
                                "Authorization",
                                "Bearer " + Calls.KEY,
                                "Content-Type",
                                type,
                                "Content-Encoding",
                                coding),
                        body);
    }
}

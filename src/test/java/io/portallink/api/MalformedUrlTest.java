package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.RawClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that the container refuses or can't read: problems like any other. */
class MalformedUrlTest extends LinkKit {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=%",
                "limit=%zz",
                "%zz=1",
                "merchant_id=%ff",
                "merchant_id=%C3%28",
                "cursor=%e",
                "%00=1",
                "=1"
            })
    void callWhenQueryIsMalformedThenInvalidRequest(String query) {
        for (String path : List.of(Calls.LINKS, "/v1/merchants")) {
            RawClient.Answer answer = RawCalls.send(port, "GET", path + "?" + query, List.of(), "");

            assertThat(answer.status()).as(path + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid-request\"", "\"request_id\":");
        }
    }

    @Test
    void linkWhenIdCanBeInNoPathThenInvalidRequestWithItsRequestId() {
        Calls.assertProblem(get("/plk_%00"), 400, "invalid-request");
    }
}

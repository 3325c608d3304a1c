package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of {@code GET /v1/portal-links}: each that is wrong, unknown or there twice is named. */
class LinkListParametersTest extends LinkKit {

    @ParameterizedTest
    @ValueSource(strings = {"", "nope", "cGxrXw", "!!!!", "m_1", "JyBPUiAxPTE", "\u00e4"})
    void listWhenCursorIsForgedThenNamed(String cursor) {
        String encoded = cursor.replace("\u00e4", "%C3%A4");

        assertThat(Calls.wrongFields(get("?cursor=" + encoded))).containsExactly("cursor");
    }

    @Test
    void listWhenCursorHasAnotherSpellingThenNamed() {
        String good = cursor("plk_00000000000000000000000000000000");

        assertThat(get("?cursor=" + good).statusCode()).isEqualTo(200);
        assertThat(Calls.wrongFields(get("?cursor=" + good + "%3D%3D"))).containsExactly("cursor");
        for (String padded : List.of("bR", "bQ%3D%3D")) { // both decode to what bQ does
            assertThat(Calls.wrongFields(calls().call("GET", "/v1/merchants?cursor=" + padded, "")))
                    .containsExactly("cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=abc, limit",
        "limit=, limit",
        "limit=-1, limit",
        "limit=1e1, limit",
        "limit=%2B5, limit",
        "limit=%D9%A1, limit",
        "limit=1000, limit",
        "status=, status",
        "status=ISSUED, status",
        "status=gone, status",
        "merchant_id=, merchant_id",
        "merchant_id=a%20b, merchant_id",
        "tenant=bare, tenant",
        "Limit=5, Limit",
        "limit=5&limit=5, limit",
        "status=issued&status=opened, status",
        "cursor=a&cursor=b, cursor",
        "merchant_id=m_1&merchant_id=m_2, merchant_id"
    })
    void listWhenParameterIsWrongUnknownOrTwiceThenNamed(String query, String field) {
        assertThat(Calls.wrongFields(get("?" + query))).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "001"})
    void listWhenLimitIsAtItsEdgesThenTaken(String limit) {
        assertThat(get("?limit=" + limit).statusCode()).isEqualTo(200);
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listWhenStatusIsUnknownThenTheKnownOnesAreListed() {
        assertThat(get("?status=gone").body())
                .contains("is not one of the known words: issued, opening, opened, returned, failed, expired, revoked");
    }

    @Test
    void callWhenPathNamesAnUnknownPlatformThenTheKnownOnesAreListed() {
        HttpResponse<String> answer = calls().call("GET", "/v1/merchants/m_1/accounts/nope", "");

        Calls.assertProblem(answer, 404, "platform-not-found");
        assertThat(answer.body()).contains("easypost, shipengine");
    }
}

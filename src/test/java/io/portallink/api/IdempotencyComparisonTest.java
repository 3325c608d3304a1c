package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which requests are the same under one key: by what they mean, with the mode that they have in effect. */
class IdempotencyComparisonTest extends IdempotencyKit {

    @Test
    void replayWhenHtmlIsAcceptedThenStillJson() {
        String key = fresh();
        HttpResponse<String> first = open(key, HTML, body());
        assertThat(first.statusCode()).isEqualTo(302);
        String id = first.headers().firstValue("Portal-Link-Id").orElseThrow();

        JsonNode second = assertReplayed(open(key, HTML, body()), id);

        assertThat(second.path("mode").asString()).isEqualTo("direct");
        assertThat(second.has("url")).isFalse();
        assertReplayed(open(key, JSON, body("mode", "\"direct\"")), id);
        Calls.assertProblem(open(key, JSON, body()), 422, "idempotency-mismatch");
    }

    @Test
    void replayWhenModeIsTheSameByAcceptOrByFieldThenTheSame() {
        String key = fresh();
        JsonNode first = assertCreated(open(key, JSON, body()));

        assertThat(assertReplayed(open(key, HTML, body("mode", "\"launch\"")), id(first))
                        .has("url"))
                .isTrue();
        Calls.assertProblem(open(key, HTML, body()), 422, "idempotency-mismatch");
    }

    @Test
    void replayWhenDefaultsAreWrittenOutOrMembersMovedThenTheSame() {
        String key = fresh();
        String id = id(assertCreated(open(
                key, body("page", "\"onboarding\"", "prefill", "{\"a\": {\"b\": 1, \"c\": [1, 2]}, \"d\": \"e\"}"))));

        for (String same : List.of(
                """
                {"prefill":{"d":"e","a":{"c":[1,2],"b":1}},"page":"onboarding","account":"user_1",
                 "platform" : "easypost" ,\n\t"merchant_id":"m_1"}""",
                body(
                        "page",
                        "\"onboarding\"",
                        "prefill",
                        "{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":\"e\"}",
                        "mode",
                        "\"launch\"",
                        "confirm",
                        "\"auto\"",
                        "expires_in",
                        "300",
                        "page_fallback",
                        "false",
                        "supersede",
                        "false",
                        "dry_run",
                        "false",
                        "state",
                        "null",
                        "theme_id",
                        "null",
                        "return_url",
                        "null"))) {
            assertReplayed(open(key, same), id);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "merchant_id | \"m_2\"",
                "account | \"user_2\"",
                "page | \"billing\"",
                "page | null",
                "page_fallback | true",
                "mode | \"direct\"",
                "state | \"s\"",
                "state | \"\"",
                "theme_id | \"t\"",
                "confirm | \"always\"",
                "expires_in | 301",
                "supersede | true",
                "prefill | {\"a\": 2}",
                "prefill | {\"a\": \"1\"}",
                "prefill | {\"b\": 1}",
                "prefill | null",
                "return_url | \"https://dashboard.example/shipping/other?a=b#part\"",
                "refresh_url | \"https://dashboard.example/shipping/open\""
            })
    void replayWhenAnyFieldDiffersThenMismatchAndNothingIsMade(String field, String value) {
        String key = fresh();
        String merchant = "m_differs" + fresh();
        String[] fields = {"merchant_id", "\"" + merchant + "\"", "page", "\"onboarding\"", "prefill", "{\"a\": 1}"};
        String id = id(assertCreated(open(key, body(fields))));
        String[] other =
                Stream.concat(Arrays.stream(fields), Stream.of(field, value)).toArray(String[]::new);
        if (field.equals("page")) {
            other[5] = "null"; // goes with onboarding only
        }

        HttpResponse<String> answer = open(key, body(other));

        Calls.assertProblem(answer, 422, "idempotency-mismatch");
        assertThat(countOf(merchant)).isEqualTo(1);
        assertReplayed(open(key, body(fields)), id);
    }
}

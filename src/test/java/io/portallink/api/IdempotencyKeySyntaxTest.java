package io.portallink.api;

import static io.portallink.api.Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.testkit.RawClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What may be an idempotency key, where it is ignored, and which problem comes before which. */
class IdempotencyKeySyntaxTest extends IdempotencyKit {

    private static final String NAME = "Idempotency-Key";

    @ParameterizedTest
    @MethodSource
    void keyWhenPrintableAndOfItsLengthThenTaken(String key) {
        String id = assertCreated(open(key, body())).path("id").stringValue();

        assertReplayed(open(key, body()), id);
    }

    static Stream<String> keyWhenPrintableAndOfItsLengthThenTaken() {
        return Stream.of("k", "k".repeat(255), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "a, b", "a b", "key: value");
    }

    @ParameterizedTest
    @MethodSource
    void keyWhenMalformedThenNamedBesideWhatElseIsWrong(List<String> headers) {
        assertThat(wrongFields(RawCalls.send(port, "POST", Calls.LINKS, headers, body())))
                .containsExactly(NAME);
        assertThat(wrongFields(RawCalls.send(port, "POST", Calls.LINKS, headers, body("merchant_id", "\"\""))))
                .containsExactlyInAnyOrder(NAME, "merchant_id");
        assertThat(RawCalls.send(port, "POST", Calls.LINKS, headers, body("dry_run", "true"))
                        .status())
                .as("ignored with dry_run")
                .isEqualTo(200);
    }

    static Stream<List<String>> keyWhenMalformedThenNamedBesideWhatElseIsWrong() {
        return Stream.of(
                List.of(NAME + ": " + "k".repeat(256)),
                List.of(NAME + ":"),
                List.of(NAME + ":    "),
                List.of(NAME + ": a\tb"),
                List.of(NAME + ": \u00e4"),
                List.of(NAME + ": \u00c3\u00a4"),
                List.of(NAME + ": a", NAME + ": a"),
                List.of(NAME + ": a", "idempotency-key: b"),
                List.of(NAME + ": a", NAME + ":"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u007f", "\u001b[31m"})
    void keyWhenItHoldsControlCharactersThenNeverTaken(String bad) {
        RawClient.Answer answer = RawCalls.send(port, "POST", Calls.LINKS, List.of(NAME + ": a" + bad), body());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid-request");
    }

    @Test
    void keyWhenDryRunThenNeitherHeldNorReplayed() {
        String key = fresh();
        assertThat(open(key, body("dry_run", "true")).statusCode()).isEqualTo(200);
        String id = assertCreated(open(key, body("state", "\"s\""))).path("id").stringValue();

        HttpResponse<String> dry = open(key, body("dry_run", "true"));

        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertReplayed(open(key, body("state", "\"s\"")), id);
    }

    @Test
    void keyWhenOtherCallsBringItThenIgnored() {
        String path = Calls.LINKS + "/" + issue("m_ignored");

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> read = calls().send(Calls.KEY, "GET", path, Map.of(NAME, "k1"), "");
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.headers().firstValue("Idempotent-Replayed")).isEmpty();
        }
    }

    @Test
    void openWhenSeveralProblemsHoldThenTheKeysComeAfterBadInputAndBeforeAllRouting() {
        String key = fresh();
        assertCreated(open(key, body()));
        String strange = "\"https://evil.example/\"";

        Calls.assertProblem(open(key, "{"), 400, "invalid-request");
        assertThat(Calls.wrongFields(open(key, body("merchant_id", "\"\"", "return_url", strange))))
                .containsExactly("merchant_id");
        Calls.assertProblem(openAs("wrong", key, JSON, body("state", "\"s\"")), 401, "unauthorized");
        Calls.assertProblem(openAs("acme-merchants-key", key, JSON, body("state", "\"s\"")), 403, "forbidden");
        for (String[] later : List.of(
                new String[] {"return_url", strange},
                new String[] {"refresh_url", strange},
                new String[] {"merchant_id", "\"m_nobody\"", "account", ""},
                new String[] {"platform", "\"shipengine\"", "page", "\"reports\""})) {
            Calls.assertProblem(open(key, body(later)), 422, "idempotency-mismatch");
        }
    }

    private static List<String> wrongFields(RawClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        List<String> fields = new ArrayList<>();
        JsonMapper.shared()
                .readTree(answer.body()
                        .substring(answer.body().indexOf('{'), answer.body().lastIndexOf('}') + 1))
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asString()));
        return fields;
    }

    @Test
    void keyWhenItDiffersByCaseOrSpacesInsideThenAnother() {
        String key = fresh() + " a";

        for (String other : List.of(key, key.toUpperCase(Locale.ROOT), key.replace(" a", "  a"))) {
            assertCreated(open(other, body()));
        }
    }
}

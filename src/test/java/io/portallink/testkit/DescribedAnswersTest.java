package io.portallink.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison with the API's description finds each kind of change that an answer could suffer. */
class DescribedAnswersTest {

    private static final String LINK = "/v1/portal-links/plk_00000000000000000000000000000000";
    private static final String GOOD = """
            {"object": "portal_link", "id": "plk_00000000000000000000000000000000", "merchant_id": "m_42", \
            "platform": "easypost", "page": null, "mode": "launch", "status": "issued", \
            "created_at": "2026-11-21T09:30:00Z", "expires_at": "2026-11-21T09:35:00Z", "landing_guaranteed": true, \
            "warnings": [], "outcome": "unknown", "revoked_at": null, \
            "events": [{"type": "issued", "at": "2026-11-21T09:30:00Z"}]}""";
    private static final String PROBLEM = """
            {"type": "/problems/link-not-found", "title": "Portal link not found", "status": 404, "detail": "No such link.", \
            "code": "link-not-found", "request_id": "req_1"}""";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "X-Request-Id", "req_1", "Cache-Control", "no-store");
    private static final Map<String, String> OF_A_PROBLEM = with(HEADERS, "Content-Type", "application/problem+json");

    @Test
    void answerWhenAsDescribedThenNothingIsThrown() {
        assertThatCode(() -> check(LINK, 200, HEADERS, GOOD)).doesNotThrowAnyException();
        assertThatCode(() -> check(LINK, 404, OF_A_PROBLEM, PROBLEM)).doesNotThrowAnyException();
        assertThatCode(() -> check(LINK.replace("plk_", "%70lk_") + "?a=b", 200, HEADERS, GOOD))
                .doesNotThrowAnyException();
    }

    /** Each is the good answer with one thing changed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a further field        | {\"object\"                        | {\"more\": 1, \"object\"           | more",
                "a further inner field  | {\"type\"                          | {\"more\": 1, \"type\"             | more",
                "a field less           | \"landing_guaranteed\": true,      | ``                                 | landing_guaranteed",
                "a field that is null   | \"landing_guaranteed\": true       | \"landing_guaranteed\": null       | boolean",
                "a text for a flag      | \"landing_guaranteed\": true       | \"landing_guaranteed\": \"true\"   | boolean",
                "a word of no list      | \"status\": \"issued\"             | \"status\": \"stale\"              | /status",
                "a word in an inner one | {\"type\": \"issued\"              | {\"type\": \"made\"                | /events/0/type",
                "an id of another form  | \"id\": \"plk_0                    | \"id\": \"lnk_0                    | pattern",
                "a moment of no form    | \"created_at\": \"2026-11-21T09:30 | \"created_at\": \"21.11.2026 09:30 | date-time",
                "a URL in a read        | \"outcome\"                        | \"url\": \"https://x/\", \"outcome\" | url"
            })
    void answerWhenItsBodyIsChangedThenFound(String what, String old, String changed, String named) {
        assertThatThrownBy(() -> check(LINK, 200, HEADERS, GOOD.replace(old, changed)))
                .as(what)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the body")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @MethodSource
    void answerWhenItsHeadIsChangedThenFound(
            String target, int status, Map<String, String> headers, String body, String named) {
        assertThatThrownBy(() -> check(target, status, headers, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }

    static Stream<Arguments> answerWhenItsHeadIsChangedThenFound() {
        String code = PROBLEM.replace("link-not-found\"", "account-not-found\"");
        return Stream.of(
                Arguments.of(LINK, 202, HEADERS, GOOD, "the status is not described"),
                Arguments.of("/v1/nothing", 200, HEADERS, GOOD, "the status is not described"),
                Arguments.of(LINK, 404, OF_A_PROBLEM, code, "the code account-not-found is not described"),
                Arguments.of(LINK, 404, OF_A_PROBLEM, PROBLEM.replace("404", "410"), "the body tells another status"),
                Arguments.of(LINK, 200, without("X-Request-Id"), GOOD, "X-Request-Id is there 0 times"),
                Arguments.of(LINK, 200, without("Cache-Control"), GOOD, "Cache-Control is there 0 times"),
                Arguments.of(LINK, 200, with(HEADERS, "X-Request-Id", "a b"), GOOD, "X-Request-Id "),
                Arguments.of(LINK, 200, with(HEADERS, "Cache-Control", "private"), GOOD, "Cache-Control "),
                Arguments.of(LINK, 404, HEADERS, PROBLEM, "the content type application/json is not described"),
                Arguments.of(LINK, 200, with(HEADERS, "Content-Type", "text/html"), GOOD, "text/html is not described"),
                Arguments.of(LINK, 200, without("Content-Type"), GOOD, "(none) is not described"));
    }

    @Test
    void answerWhenABodyIsNotDescribedThenFound() {
        String account = "/v1/merchants/m_42/accounts/easypost";
        assertThatCode(() -> DescribedAnswers.check("DELETE", account, "", 204, headers(without("Content-Type")), ""))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DescribedAnswers.check("DELETE", account, "", 204, headers(HEADERS), "{}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a body is not described");
    }

    @Test
    void requestWhenAcceptedThoughNotAsDescribedThenFound() {
        assertThatThrownBy(() -> DescribedAnswers.check(
                        "POST", LINK + "/revoke", "{\"because\": \"x\"}", 200, headers(HEADERS), GOOD))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the request, which was accepted,");
    }

    private static void check(String target, int status, Map<String, String> headers, String body) {
        DescribedAnswers.check("GET", target, "", status, headers(headers), body);
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return HttpHeaders.of(all, (ignored, alsoIgnored) -> true);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> changed = new TreeMap<>(HEADERS);
        changed.remove(name);
        return changed;
    }
}

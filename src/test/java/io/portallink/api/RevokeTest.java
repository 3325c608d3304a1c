package io.portallink.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.portallink.link.LinkId;
import io.portallink.link.PortalLinks;
import io.portallink.testkit.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/portal-links/{id}/revoke}: from every status, once, whatever its body leaves away. */
class RevokeTest extends LinkKit {

    private static final String UNKNOWN = "plk_00000000000000000000000000000000";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void revokeWhenInAnyStatusThenRevokedAndOnlyOnceItWasOpenedWithAWarning(
            String status, boolean started, Consumer<RevokeTest> move) {
        made = issue("m_revoke", "expires_in", "30");
        move.accept(this);
        assertThat(status(made)).isEqualTo(status);
        Instant now = clock.instant();

        HttpResponse<String> first = revoke(made);
        clock.advance(Duration.ofMinutes(1));
        HttpResponse<String> second = revoke(made);

        for (HttpResponse<String> answer : List.of(first, second)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(Http.json(answer).path("status").asString()).isEqualTo("revoked");
            assertThat(Http.json(answer).path("revoked_at").asString()).isEqualTo(now.toString());
            assertThat(texts(Http.json(answer).path("warnings"), "code"))
                    .isEqualTo(started ? List.of("session-not-ended") : List.of());
            assertThat(answer.body()).doesNotContain("\"url\"");
        }
        assertThat(texts(read(made).path("events"), "type"))
                .containsOnlyOnce("revoked")
                .doesNotContain("expired");
        assertThat(read(made).path("warnings")).as("it is what revoke says").isEmpty();
    }

    private LinkId made = new LinkId(UNKNOWN);

    static List<Arguments> revokeWhenInAnyStatusThenRevokedAndOnlyOnceItWasOpenedWithAWarning() {
        return List.of(
                from("issued", false, test -> {}),
                from(
                        "opening",
                        false,
                        test -> assertThat(test.links.claim(test.made)).isPresent()),
                from("issued", false, test -> {
                    assertThat(test.links.claim(test.made)).isPresent();
                    test.clock.advance(PortalLinks.LEASE);
                }),
                from("expired", false, test -> test.clock.advance(Duration.ofSeconds(30))),
                from("opened", true, test -> test.open(test.made)),
                from("returned", true, test -> {
                    test.open(test.made);
                    assertThat(test.links.returned(test.made)).isTrue();
                }),
                from("failed", false, test -> test.fail(test.made)));
    }

    private static Arguments from(String status, boolean started, Consumer<RevokeTest> move) {
        return Arguments.of(status, started, move);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                " {} ",
                "{\"reason\": \"left us\"}",
                "{\"reason\": null}",
                "{\"reason\": \"  \"}",
                "null"
            })
    void revokeWhenBodyIsAbsentOrSaysLittleThenRevoked(String body) {
        LinkId id = issue("m_body");

        HttpResponse<String> answer = calls().send(Calls.KEY, "POST", path(id.value()), JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(status(id)).isEqualTo("revoked");
        assertThat(read(id).toString()).doesNotContain("left us");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"why\": \"x\"} | why",
                "{\"reason\": 5} | reason",
                "{\"reason\": \"\\t\"} | reason",
                "{\"reason\": true} | reason",
                "{\"reason\": [\"x\"]} | reason",
                "{\"reason\": {}} | reason",
                "{\"reason\": \"a\\u0000b\"} | reason",
                "{\"reason\": \"a\\nb\"} | reason",
                "{\"reason\": \"a\", \"reason\": \"b\"} | reason"
            })
    void revokeWhenFieldIsWrongThenNamedBeforeTheLinkIsLookedFor(String body, String field) {
        LinkId id = issue("m_wrong");

        for (String asked : List.of(id.value(), UNKNOWN, "nope")) {
            assertThat(Calls.wrongFields(calls().send(Calls.KEY, "POST", path(asked), JSON, body)))
                    .containsExactly(field);
        }
        assertThat(status(id)).isEqualTo("issued");
    }

    @Test
    void revokeWhenReasonIsTooLongThenNamed() {
        String path = path(issue("m_long").value());
        String reason = "{\"reason\": \"" + "ü".repeat(513) + "\"}";

        assertThat(Calls.wrongFields(calls().send(Calls.KEY, "POST", path, JSON, reason)))
                .containsExactly("reason");
        assertThat(calls().send(Calls.KEY, "POST", path, JSON, reason.replaceFirst("ü", ""))
                        .statusCode())
                .isEqualTo(200);
        String blank = "{\"reason\": \"" + " ".repeat(513) + "\"}";
        assertThat(Calls.wrongFields(calls().send(Calls.KEY, "POST", path, JSON, blank)))
                .containsExactly("reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"reason\"", "5", "{} {}", "{\"reason\": \"a\",}"})
    void revokeWhenBodyIsNoObjectOfJsonThenInvalidRequest(String body) {
        Calls.assertProblem(calls().send(Calls.KEY, "POST", path(UNKNOWN), JSON, body), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "*/*", "json"})
    void revokeWhenBodyIsOfAnotherTypeThenUnsupported(String type) {
        HttpResponse<String> answer =
                calls().send(Calls.KEY, "POST", path(UNKNOWN), Map.of("Content-Type", type), "{\"reason\": \"x\"}");

        Calls.assertProblem(answer, 415, "unsupported-media-type");
        Calls.assertProblem(
                calls().send(Calls.KEY, "POST", path(UNKNOWN), Map.of(), "{\"reason\": \"x\"}"),
                415,
                "unsupported-media-type");
    }

    @Test
    void revokeWhenBodyIsTooLargeThenRefusedBeforeAllElse() {
        String huge = "{\"reason\": \"" + " ".repeat(32 * 1024);

        Calls.assertProblem(calls().send(Calls.KEY, "POST", path(UNKNOWN), JSON, huge), 413, "payload-too-large");
    }

    @Test
    void revokeWhenOfAnotherTenantThenNotFoundAndNothingChanges() {
        LinkId id = issue("m_others");

        Calls.assertProblem(calls().send("bare-key", "POST", path(id.value()), Map.of(), ""), 404, "link-not-found");
        assertThat(status(id)).isEqualTo("issued");
    }

    private static String path(String id) {
        return Calls.LINKS + "/" + id + "/revoke";
    }
}
